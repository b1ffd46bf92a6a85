package penstock.routes.accounts;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;
import penstock.channels.spi.SettingField;
import penstock.core.port.ChannelKinds;
import penstock.fulfilment.spi.ProviderPlugin;
import penstock.routes.transport.EgressPolicy;

/** Every adapter on the class path, found by its line in {@code META-INF/services}. Any thread. */
public final class Adapters implements ChannelKinds {

    private static final ChannelKind SUPPLIER =
            new ChannelKind(SupplierKind.CODE, Role.SUPPLIER, false, false, false, false, fields(SupplierKind.FIELDS));

    private final Map<String, ChannelPlugin> channels;
    private final Map<String, ProviderPlugin> providers;
    private final EgressPolicy egress;

    public Adapters(EgressPolicy egress) {
        this.egress = egress;
        this.channels = load(ChannelPlugin.class, ChannelPlugin::code);
        this.providers = load(ProviderPlugin.class, ProviderPlugin::code);
    }

    private static <P> Map<String, P> load(Class<P> type, Function<P, String> code) {
        return ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(code, plugin -> plugin));
    }

    /** The channel's adapter, if the code names a channel. */
    public Optional<ChannelPlugin> findChannel(String code) {
        return Optional.ofNullable(channels.get(code));
    }

    /** The provider's adapter, if the code names a provider. */
    public Optional<ProviderPlugin> findProvider(String code) {
        return Optional.ofNullable(providers.get(code));
    }

    @Override
    public List<ChannelKind> list() {
        Stream<ChannelKind> ofChannels = channels.values().stream().map(Adapters::kind);
        Stream<ChannelKind> ofProviders = providers.values().stream()
                .map(plugin -> new ChannelKind(
                        plugin.code(), Role.PROVIDER, false, false, false, false, fields(plugin.settings())));
        return Stream.of(ofChannels, ofProviders, Stream.of(SUPPLIER))
                .flatMap(kinds -> kinds)
                .sorted((a, b) -> a.code().compareTo(b.code()))
                .toList();
    }

    /** A channel without orders to read and without webhooks is one that speaks our API itself. */
    private static ChannelKind kind(ChannelPlugin plugin) {
        Channel channel = plugin.open(new AccountSettings(0, URI.create("https://kind.invalid"), placeholders(plugin)));
        boolean speaksOurApi = channel.orders().isEmpty() && channel.webhooks().isEmpty();
        return new ChannelKind(
                plugin.code(),
                Role.CHANNEL,
                speaksOurApi,
                channel.stock().isPresent(),
                channel.stock().map(sink -> sink.comparesAndSets()).orElse(false),
                channel.stock().map(sink -> sink.enforcesItsNumber()).orElse(false),
                fields(plugin.settings()));
    }

    private static Map<String, String> placeholders(ChannelPlugin plugin) {
        return plugin.settings().stream()
                .filter(field -> field.required() && !field.secret())
                .collect(Collectors.toMap(SettingField::name, field -> "none"));
    }

    private static List<Field> fields(List<SettingField> fields) {
        return fields.stream()
                .map(field -> new Field(field.name(), field.required(), field.secret(), field.meaning()))
                .toList();
    }

    /** Each value by its field's own word; then the adapter is opened with all of them, as it will be for the account. */
    @Override
    public Optional<Flaw> flaw(String code, Entered entered) {
        for (SettingField field : settingsOf(code)) {
            String where = (field.secret() ? "secrets." : "settings.") + field.name();
            String value = (field.secret() ? entered.secrets() : entered.settings()).get(field.name());
            Optional<String> objection = value == null ? Optional.empty() : field.objection(value);
            if (objection.isPresent()) {
                return Optional.of(new Flaw(where, where + " is " + objection.get()));
            }
        }
        try {
            AccountSettings settings = new AccountSettings(0, URI.create(entered.endpoint()), entered.settings());
            findChannel(code).ifPresent(plugin -> plugin.open(settings));
            findProvider(code).ifPresent(plugin -> plugin.open(settings));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new Flaw("settings", String.valueOf(e.getMessage())));
        }
    }

    private List<SettingField> settingsOf(String code) {
        return code.equals(SupplierKind.CODE)
                ? SupplierKind.FIELDS
                : findChannel(code)
                        .map(ChannelPlugin::settings)
                        .or(() -> findProvider(code).map(ProviderPlugin::settings))
                        .orElse(List.of());
    }

    @Override
    public Optional<String> refuseAddress(URI endpoint) {
        return egress.objection(endpoint);
    }
}
