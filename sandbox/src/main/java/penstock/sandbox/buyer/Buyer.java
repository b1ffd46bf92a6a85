package penstock.sandbox.buyer;

/** A made-up person with a made-up address; the mailbox lies in a domain that is reserved for examples. */
public record Buyer(
        String firstName,
        String lastName,
        String email,
        String phone,
        String street,
        String city,
        String province,
        String provinceCode,
        String postcode,
        String country,
        String countryCode) {
    /** First and last name. */
    public String name() {
        return firstName + " " + lastName;
    }
}
