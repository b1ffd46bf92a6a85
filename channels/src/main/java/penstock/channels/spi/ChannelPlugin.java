package penstock.channels.spi;

import java.util.List;

/**
 * One kind of channel, registered by one line in {@code META-INF/services}. Stateless; any thread.
 *
 * <p>Adapters are many, the writer of stock is one: an adapter says what was said, the core decides what it means.
 */
public interface ChannelPlugin {

    /** The channel's name in configuration, metrics and route ids: lower case, digits and dashes. */
    String code();

    /** What a person has to enter for an account. */
    List<SettingField> settings();

    /** The channel as one account sees it. Cheap; makes no call. */
    Channel open(AccountSettings settings);
}
