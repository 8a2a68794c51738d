package billing.domain;

/** Where letters go. */
public record Address(String street, String zip, String city, String country) {
  /** As it is printed on an envelope, without the name. */
  public String lines() {
    return street + "\n" + zip + " " + city + (country.equals("DE") ? "" : "\n" + country);
  }
}
