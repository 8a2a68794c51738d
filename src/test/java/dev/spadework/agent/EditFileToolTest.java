package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the model is told when it edits, and what becomes of the file. */
class EditFileToolTest {
  @TempDir Path dir;
  private Shed shed;

  @BeforeEach
  void open() {
    shed = new Shed(dir);
  }

  private TaskEvent.ToolReturned edit(String old, String replacement) {
    return shed.call("edit_file", Map.of("path", "a.txt", "old", old, "new", replacement));
  }

  private void refused(String old, String replacement, String why) {
    String before = shed.read("a.txt");
    TaskEvent.ToolReturned returned = edit(old, replacement);
    assertThat(returned.error()).isTrue();
    assertThat(returned.text()).contains(why);
    assertThat(shed.read("a.txt")).isEqualTo(before);
  }

  @Test
  void whatStandsOnceIsReplaced() {
    assertThat(edit("two\n", "2\n").text()).isEqualTo("Edited a.txt.");
    assertThat(shed.read("a.txt")).isEqualTo("one\n2\nthree\n");
  }

  @Test
  void everyCharacterOfTheNewTextIsKept() {
    edit("two", "$1 \\n {{x}}");
    assertThat(shed.read("a.txt")).isEqualTo("one\n$1 \\n {{x}}\nthree\n");
  }

  @Test
  void anEmptyNewTextTakesTheOldAway() {
    edit("two\n", "");
    assertThat(shed.read("a.txt")).isEqualTo("one\nthree\n");
  }

  @Test
  void whatStandsNowhereIsAnsweredWithTheNearestLines() {
    shed.write("a.txt", "one\n  return total(a, b);\nthree\n");
    refused(
        "return total(a, b);\nthreee", "x", "`old` does not stand in a.txt. The nearest lines are");
    assertThat(edit("return total(a, b);\nthreee", "x").text())
        .contains("2:   return total(a, b);");
    refused("nothing like it", "x", "Read the file again");
  }

  @Test
  void whatStandsTwiceIsRefusedAlsoWhereItOverlaps() {
    shed.write("a.txt", "aXaXa");
    refused("aXa", "b", "stands more than once in a.txt, at line 1. Add lines around it");
  }

  @Test
  void anEmptyOldTextAndNoChangeAreRefused() {
    refused("", "x", "`old` is empty");
    refused("two", "two", "`old` and `new` are the same");
  }

  @Test
  void windowsLineEndsAreMetAndKept() {
    shed.write("a.txt", "one\r\ntwo\r\nthree\r\n");
    assertThat(edit("one\ntwo\n", "1\n2\n2b\n").error()).isFalse();
    assertThat(shed.read("a.txt")).isEqualTo("1\r\n2\r\n2b\r\nthree\r\n");
    assertThat(edit("three", "3\n4").error()).isFalse();
    assertThat(shed.read("a.txt")).isEqualTo("1\r\n2\r\n2b\r\n3\r\n4\r\n");
  }

  @Test
  void aMarkForHiddenTextTeachesToChooseLinesAroundIt() {
    shed.write("a.txt", "key = s3cret-value\nname = x\n");
    assertThat(shed.call("read_file", Map.of("path", "a.txt")).text())
        .isEqualTo("key = [redacted]\nname = x");
    refused("key = [redacted]", "key = y", "stands for text you were not shown");
    refused("name = x", "key = [redacted]", "stands for text you were not shown");
  }

  @Test
  void aWholeFileIsNotReplacedByWhatWasShownInsteadOfIt() {
    shed.write("a.txt", "key = s3cret-value\nname = x\n");
    TaskEvent.ToolReturned returned =
        shed.call("write_file", Map.of("path", "a.txt", "content", "key = [redacted]\nname = y\n"));
    assertThat(returned.error()).isTrue();
    assertThat(returned.text()).contains("stands for text you were not shown");
    assertThat(shed.read("a.txt")).contains("s3cret-value");
  }

  @Test
  void aFileThatSpeaksOfTheMarkItselfCanBeReplaced() {
    shed.write("a.txt", "prints [redacted]\n");
    shed.call("write_file", Map.of("path", "a.txt", "content", "says [redacted]\n"));
    assertThat(shed.read("a.txt")).isEqualTo("says [redacted]\n");
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    TaskEvent.ToolReturned returned =
        shed.call("edit_file", Map.of("path", "b.txt", "old", "x", "new", "y"));
    assertThat(returned.text()).startsWith("There is no file b.txt.");
    assertThat(shed.tree.root().resolve("b.txt")).doesNotExist();
  }

  @Test
  void whatStandsTwiceIsToldByItsLines() {
    shed.write("a.txt", "x = 1\ny\r\nx = 1\nx = 1\n");
    refused("x = 1", "x = 2", "stands more than once in a.txt, at lines 1, 3, 4.");
  }

  @Test
  void aDifferenceOfWhiteSpaceIsShownWhereItIs() {
    shed.write("a.txt", "if (a) {\n\treturn b;\n}\n");
    refused("if (a) {\n    return b;\n}", "x", "they differ from `old` in tabs and spaces");
    refused("    return b;", "x", "line 2 is `→return b;` (→ is a tab)\n`old` has `    return b;`");
    refused("if (a) {  \n\treturn b;", "x", "in spaces at the ends of lines");
    shed.write("a.txt", "say(\"it’s\")\n");
    refused("say('it's')", "x", "in quotes or dashes");
    shed.write("a.txt", "A\nB\n");
    refused("a\nb", "x", "in upper and lower case");
    refused("A\\nB", "x", "It does with real line ends in the place of `\\n`");
  }

  @Test
  void anEditThatWasMadeAlreadyIsToldSo() {
    refused("zwei", "two\n", "But `new` stands there already, at line 2");
  }

  @Test
  void mixedLineEndsStayAsTheyAre() {
    shed.write("a.txt", "a\r\nb\nc\r\n");
    assertThat(edit("b\n", "B\nb\n").error()).isFalse();
    assertThat(shed.read("a.txt")).isEqualTo("a\r\nB\nb\nc\r\n");
    assertThat(edit("a\n", "1\n2\n").error()).isFalse();
    assertThat(shed.read("a.txt")).isEqualTo("1\r\n2\r\nB\nb\nc\r\n");
  }

  @Test
  void aByteOrderMarkStays() {
    shed.write("a.txt", "\uFEFFone\r\n");
    assertThat(edit("one", "two").error()).isFalse();
    assertThat(shed.read("a.txt")).isEqualTo("\uFEFFtwo\r\n");
    shed.call("write_file", Map.of("path", "a.txt", "content", "x\ny\n"));
    assertThat(shed.read("a.txt")).isEqualTo("\uFEFFx\r\ny\r\n");
  }

  @Test
  void whatStandsAroundAMarkIsPointedTo() {
    shed.write("a.txt", "x\nkey = s3cret-value\nname = x\n");
    refused(
        "key = [redacted]\nname = x",
        "y",
        "What stands after it can be matched alone, at line 2; leave the mark out");
  }

  @Test
  void aBinaryOrLargeFileIsNotReplacedUnseen() {
    shed.write("a.txt", "x".repeat((1 << 20) + 1));
    TaskEvent.ToolReturned returned =
        shed.call("write_file", Map.of("path", "a.txt", "content", "y"));
    assertThat(returned.text()).contains("call delete_file first");
    assertThat(shed.read("a.txt")).hasSize((1 << 20) + 1);
  }

  @Test
  void anObjectInThePlaceOfTextIsRefused() {
    assertThat(shed.call("write_file", "{\"path\":\"a.txt\",\"content\":{\"a\":1}}").text())
        .isEqualTo("The argument `content` must be text, in quotes.");
    assertThat(shed.read("a.txt")).startsWith("one");
  }

  @Test
  void whatWasShownOfHiddenCharactersCanBeCopied() {
    shed.write("a.txt", "a = 1\u200B;\nb = \u202E2;\n");
    String shown = shed.call("read_file", Map.of("path", "a.txt")).text();
    assertThat(shown).isEqualTo("a = 1\\u{200B};\nb = \\u{202E}2;");
    assertThat(edit("a = 1\\u{200B};", "a = 3\\u{200B};").error()).isFalse();
    assertThat(edit("b = \\u{202E}2;", "b = 2; // \\u{FEFF}").error()).isFalse();
    assertThat(shed.read("a.txt")).isEqualTo("a = 3\u200B;\nb = 2; // \\u{FEFF}\n");
    refused("a = 3\\u{200C};", "x", "`old` does not stand in a.txt");
  }

  @Test
  void anEscapeThatTheFileSpellsOutStaysOne() {
    shed.write("a.txt", "say(\"\\u{200B}\");\n\u200B\n");
    assertThat(edit("say(\"\\u{200B}\");", "tell(\"\\u{200B}\");").error()).isFalse();
    assertThat(shed.read("a.txt")).isEqualTo("tell(\"\\u{200B}\");\n\u200B\n");
  }

  @Test
  void whatRepeatsItselfWithoutEndIsSearchedAtOnce() {
    shed.write("a.txt", "a".repeat(1_000_000));
    refused("a".repeat(400_000) + "b", "x", "`old` does not stand in a.txt.");
  }
}
