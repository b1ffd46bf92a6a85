package penstock.channels.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * A setting or secret that a channel account needs from a person.
 *
 * @param required without it the account cannot work
 * @param secret kept sealed, never shown again
 * @param meaning one sentence for the person who enters it
 * @param check what else must be so of a value
 */
public record SettingField(String name, boolean required, boolean secret, String meaning, Check check) {

    /** Says what is allowed where a value is not; never repeats the value, which may be a secret. */
    @FunctionalInterface
    public interface Check {
        Optional<String> objection(String value);
    }

    /** Takes any text of one line. */
    public SettingField(String name, boolean required, boolean secret, String meaning) {
        this(name, required, secret, meaning, value -> Optional.empty());
    }

    /** The same, taking values that pass. */
    public SettingField checked(Check stricter) {
        return new SettingField(name, required, secret, meaning, stricter);
    }

    /** The same, taking one of these words. */
    public SettingField oneOf(String... words) {
        List<String> allowed = List.of(words);
        return checked(value ->
                allowed.contains(value) ? Optional.empty() : Optional.of("one of " + String.join(" ", allowed)));
    }

    /** The same, taking an address that can be called. */
    public SettingField address() {
        return checked(
                value -> isAddress(value) ? Optional.empty() : Optional.of("an address such as https://x.example"));
    }

    private static boolean isAddress(String value) {
        try {
            URI address = new URI(value.strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What is allowed, if the value is not. A line break or its like would travel in headers, so none is. */
    public Optional<String> objection(String value) {
        return value.chars().anyMatch(Character::isISOControl)
                ? Optional.of("a text without line breaks and other control characters")
                : check.objection(value);
    }
}
