package penstock.fulfilment.spi;

import java.util.List;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.SettingField;

/** One kind of outsourced provider, registered by one line in {@code META-INF/services}. Stateless; any thread. */
public interface ProviderPlugin {

    /** The provider's name in configuration, metrics and route ids: lower case, digits and dashes. */
    String code();

    /** What a person has to enter for an account. */
    List<SettingField> settings();

    /** The provider as one account sees it. Cheap; makes no call. */
    FulfilmentProvider open(AccountSettings settings);
}
