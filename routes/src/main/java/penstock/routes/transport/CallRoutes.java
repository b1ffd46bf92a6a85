package penstock.routes.transport;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;

/**
 * The two routes by which every call of every account leaves, one for each patience. No redelivery: a call that fails
 * is the business of whoever asked for it.
 */
public final class CallRoutes extends RouteBuilder {

    static final String QUICK = "direct:call-quick";
    static final String BULK = "direct:call-bulk";

    private final TransportSettings settings;
    private final EgressPolicy policy;

    public CallRoutes(TransportSettings settings, EgressPolicy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    @Override
    public void configure() {
        route(QUICK, "call-quick", settings.quick());
        route(BULK, "call-bulk", settings.bulk());
    }

    private void route(String from, String name, TransportSettings.Lane lane) {
        from(from)
                .routeId(name)
                .errorHandler(noErrorHandler())
                .noStreamCaching()
                .process(CallMessage::ofCall)
                .to(endpoint(name, lane))
                .process(CallMessage::toReply);
    }

    /** The host is never called: {@link CallMessage} sets each call's own address. */
    private String endpoint(String name, TransportSettings.Lane lane) {
        bind(name, lane);
        return "http://" + name + ".invalid?throwExceptionOnFailure=false&disableStreamCache=true&copyHeaders=false"
                + "&followRedirects=false&useSystemProperties=false&deleteWithBody=true"
                + "&httpClientConfigurer=#" + name + ".client&clientConnectionManager=#" + name + ".pool"
                + "&headerFilterStrategy=#" + name + ".message&httpActivityListener=#" + name + ".message";
    }

    private void bind(String name, TransportSettings.Lane lane) {
        Registry registry = getContext().getRegistry();
        registry.bind(name + ".client", new CallClient(lane));
        registry.bind(name + ".pool", CallClient.pool(lane, policy));
        registry.bind(name + ".message", new CallMessage());
    }
}
