package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StemsTest {
  @Test
  void wordsThatWereMadeOfOneAnotherAreOne() {
    assertThat(
            List.of("serialize", "serializer", "serialization", "serialized", "serializing")
                .stream()
                .map(Stems::of))
        .containsOnly("serial");
    assertThat(Stems.of("stopping")).isEqualTo("stop");
    assertThat(Stems.of("parameter")).isEqualTo("paramet");
  }

  @Test
  void shortWordsStayAsTheyAre() {
    assertThat(List.of("use", "used", "ping", "date", "er", "").stream().map(Stems::of))
        .containsExactly("use", "used", "ping", "date", "er", "");
  }

  @Test
  void aPluralIsFoundByItsSingular() {
    assertThat(Terms.of("Invoices")).isEqualTo(Terms.of("invoice"));
    assertThat(Stems.singular("class")).isEqualTo("class");
    assertThat(Terms.asked("please change the invoices")).isEqualTo(Terms.of("invoice"));
  }
}
