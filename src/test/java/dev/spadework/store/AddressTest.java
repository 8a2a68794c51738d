package dev.spadework.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressTest {
  private static Address of(String url) {
    return Address.of(url, "", "");
  }

  @Test
  void userAndPasswordMayStandInFrontOfTheHost() {
    assertThat(of("jdbc:postgresql://spade:s%40cret@db:5432/work"))
        .isEqualTo(
            new Address(
                "jdbc:postgresql://db:5432/work", Optional.of("spade"), Optional.of("s@cret")));
  }

  @Test
  void orAmongTheParametersWhoseOthersStay() {
    assertThat(of("jdbc:postgresql://db/work?user=spade&password=hunter2&sslmode=require"))
        .isEqualTo(
            new Address(
                "jdbc:postgresql://db/work?sslmode=require",
                Optional.of("spade"),
                Optional.of("hunter2")));
    assertThat(of("jdbc:postgresql://db/work?sslmode=require&password=hunter2&user=spade").url())
        .isEqualTo("jdbc:postgresql://db/work?sslmode=require");
  }

  @Test
  void orInTheEnvironmentWhereTheUrlHasNone() {
    assertThat(Address.of("jdbc:postgresql://db/work", "spade", "hunter2"))
        .isEqualTo(
            new Address("jdbc:postgresql://db/work", Optional.of("spade"), Optional.of("hunter2")));
    assertThat(Address.of("jdbc:postgresql://ann@db/work", "spade", "hunter2").user())
        .contains("ann");
  }

  @Test
  void aPasswordIsInNothingThatIsShown() {
    assertThat(of("jdbc:postgresql://spade:hunter2@db/work").toString()).doesNotContain("hunter2");
    assertThatThrownBy(
            () -> Store.open("jdbc:postgresql://spade:hunter2@127.0.0.1:1/work?connectTimeout=1"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "the database jdbc:postgresql://127.0.0.1:1/work?connectTimeout=1 cannot be opened: ")
        .message()
        .doesNotContain("hunter2")
        .doesNotContain("\n");
  }

  @Test
  void aFileHasNoUser() {
    assertThat(Address.of("jdbc:sqlite:data/spadework.db", "spade", "hunter2"))
        .isEqualTo(
            new Address("jdbc:sqlite:data/spadework.db", Optional.empty(), Optional.empty()));
  }
}
