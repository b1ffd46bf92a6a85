package penstock.routes.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the HTTP client of one lane send each request exactly once, exactly as it is: no retry (it would repeat a POST
 * after 429 and 503 by itself), redirect, cookie, decompression, upgrade or proxy of its own.
 */
final class CallClient extends ServiceSupport implements HttpClientConfigurer {

    static final int REPLY_HEADERS_MAX = 200;
    static final int REPLY_HEADER_LINE_BYTES_MAX = 16 << 10;

    /** A pooled connection idle for longer is tested before it is used: a write to a dead one is a lost write. */
    private static final Duration TESTED_AFTER_IDLE = Duration.ofSeconds(1);

    private static final Duration CLOSED_AFTER_IDLE = Duration.ofSeconds(30);

    /** So that a changed DNS entry is seen. */
    private static final Duration LIFE_OF_A_CONNECTION = Duration.ofMinutes(5);

    private final TransportSettings.Lane lane;
    private final ScheduledThreadPoolExecutor watch;

    CallClient(TransportSettings.Lane lane) {
        this.lane = lane;
        this.watch = new ScheduledThreadPoolExecutor(1, CallClient::watching);
        this.watch.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setUserAgent("Penstock")
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(lane.lease()))
                        .setResponseTimeout(timeout(lane.read()))
                        .setProtocolUpgradeEnabled(false)
                        .setExpectContinueEnabled(false)
                        .build())
                .addExecInterceptorFirst("whole-reply", new WholeReply(lane, watch))
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "writing", WholeReply::onWriting);
    }

    /** The endpoint stops it with itself. */
    @Override
    protected void doStop() {
        watch.shutdownNow();
    }

    private static Thread watching(Runnable work) {
        Thread thread = new Thread(work, "call-time-limit");
        thread.setDaemon(true);
        return thread;
    }

    /** The lane's connections: bounded, each to an address that {@code policy} has checked. */
    static PoolingHttpClientConnectionManager pool(TransportSettings.Lane lane, EgressPolicy policy) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedNames(policy))
                .setMaxConnTotal(lane.connections())
                .setMaxConnPerRoute(lane.connectionsPerHost())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(REPLY_HEADERS_MAX)
                                .setMaxLineLength(REPLY_HEADER_LINE_BYTES_MAX)
                                .build())
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(lane.connect()))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(lane.connect()))
                        .setSocketTimeout(timeout(lane.read()))
                        .setValidateAfterInactivity(time(TESTED_AFTER_IDLE))
                        .setIdleTimeout(timeout(CLOSED_AFTER_IDLE))
                        .setTimeToLive(time(LIFE_OF_A_CONNECTION))
                        .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    private static TimeValue time(Duration duration) {
        return TimeValue.of(duration);
    }

    /** What was checked is what is connected to, so a name that changes its address in between gains nothing. */
    private record CheckedNames(EgressPolicy policy) implements DnsResolver {

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            return policy.resolve(host, port).stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("asked for without a port");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
