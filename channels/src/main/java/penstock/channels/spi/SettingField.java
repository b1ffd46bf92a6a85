package penstock.channels.spi;

/**
 * A setting or secret that a channel account needs from a person.
 *
 * @param required without it the account cannot work
 * @param secret kept sealed, never shown again
 * @param meaning one sentence for the person who enters it
 */
public record SettingField(String name, boolean required, boolean secret, String meaning) {}
