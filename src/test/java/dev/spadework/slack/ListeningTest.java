package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          use semicolons; true; OURS
          <@U0BOB> shall we wait?; true; OTHERS
          <@U0BOB|bob> shall we wait?; true; OTHERS
          <!subteam^S0TEAM|@team> look; true; OTHERS
          <!here> look; true; OTHERS
          <@U0SPADE> use semicolons; false; OURS
          <@U0SPADE> <@U0BOB> wants semicolons; false; OURS
          semicolons, <@U0SPADE>; false; OURS
          I think semicolons; false; PERHAPS
          ask <@U0BOB>; false; PERHAPS
          ask <@U0BOB>; true; OURS
          <@U0BOB> see what <@U0SPADE> does; false; OTHERS
          """)
  void whoIsCalledFirstIsMeant(String text, boolean requests, Listening expected) {
    assertThat(Listening.to(text, Optional.of("U0SPADE"), requests)).isEqualTo(expected);
  }
}
