package penstock.routes.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static penstock.routes.transport.Gateway.line;
import static penstock.routes.transport.Gateway.once;
import static penstock.routes.transport.Gateway.read;
import static penstock.routes.transport.Gateway.write;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.Signer;
import penstock.core.message.RefusalReason;

class RenewingTokensTest {

    static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort().containerThreads(40));
    static Gateway gateway;

    private static final Signer WITH_TOKEN =
            (call, secrets, now) -> call.header("Authorization", "Bearer " + secrets.get(AccessTokens.ACCESS_TOKEN));

    private static final AccessTokens TOKENS = new AccessTokens() {
        @Override
        public Conversation<AccessToken> obtain() {
            return Conversation.ask(write(at("/token"), "token", "grant"), reply -> switch (reply.status()) {
                case 200 -> Conversation.done(new AccessToken(reply.text(), Duration.ofHours(1)));
                case 400 -> Conversation.refused(RefusalReason.INVALID, "the refresh token was revoked");
                default -> Conversation.notSent(Duration.ofSeconds(7), "no token now");
            });
        }

        @Override
        public Signer signer() {
            return (call, secrets, now) -> call.header("X-Client", "long-lived");
        }

        @Override
        public boolean isExpired(HttpReply reply) {
            return reply.status() == 401
                    || (reply.status() == 403 && reply.text().equals("expired"));
        }
    };

    @BeforeAll
    static void start() {
        SERVER.start();
        gateway = new Gateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SERVER.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
        gateway.carrier.forget(Gateway.ACCOUNT);
        SERVER.stubFor(post("/token")
                .inScenario("token")
                .whenScenarioStateIs("Started")
                .willSetStateTo("renewed")
                .willReturn(ok("first")));
        SERVER.stubFor(post("/token")
                .inScenario("token")
                .whenScenarioStateIs("renewed")
                .willReturn(ok("second")));
        SERVER.stubFor(any(urlEqualTo("/p")).willReturn(unauthorized()));
    }

    @Test
    void oneTokenServesManyCallsAndIsAskedForWithTheLongLivedCredentials() {
        accept("first");

        assertThat(line(call())).isEqualTo("Done 200");
        assertThat(line(call())).isEqualTo("Done 200");

        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo("/token"))
                        .withHeader("X-Client", equalTo("long-lived"))
                        .withoutHeader("Authorization"));
    }

    @Test
    void aRejectedTokenIsRenewedOnceAndTheCallRepeatedOnce() {
        accept("second");

        assertThat(line(call())).isEqualTo("Done 200");
        SERVER.verify(2, getRequestedFor(urlEqualTo("/p")));
        SERVER.verify(2, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void theChannelsOwnWayToSayThatATokenHasExpiredIsHeeded() {
        SERVER.stubFor(any(urlEqualTo("/p")).willReturn(forbidden().withBody("expired")));
        accept("second");

        assertThat(line(call())).isEqualTo("Done 200");
        SERVER.verify(2, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void anotherRefusalIsTheAdaptersToJudgeAndRenewsNothing() {
        SERVER.stubFor(any(urlEqualTo("/p")).willReturn(forbidden().withBody("no such role")));

        assertThat(line(call())).isEqualTo("Done 403");
        SERVER.verify(1, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void aNewTokenThatIsRejectedTooIsForAPerson() {
        assertThat(line(call())).isEqualTo("Refused UNAUTHORISED");
        SERVER.verify(2, getRequestedFor(urlEqualTo("/p")));
    }

    @Test
    void aTokenIsRenewedAMinuteBeforeItExpires() {
        accept("first");
        accept("second");

        call();
        gateway.clock.move(Duration.ofMinutes(58));
        call();
        SERVER.verify(1, postRequestedFor(urlEqualTo("/token")));

        gateway.clock.move(Duration.ofMinutes(1));
        call();
        SERVER.verify(2, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void eightThreadsObtainOneToken() throws Exception {
        SERVER.stubFor(post("/token").willReturn(ok("first").withFixedDelay(200)));
        accept("first");

        assertThat(atOnce(8)).containsOnly("Done 200");
        SERVER.verify(1, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void eightThreadsWhoseTokenIsRejectedRenewItOnce() throws Exception {
        accept("first");
        call();
        SERVER.resetRequests();
        SERVER.stubFor(
                get("/p").withHeader("Authorization", equalTo("Bearer first")).willReturn(unauthorized()));
        accept("second");

        assertThat(atOnce(8)).containsOnly("Done 200");
        SERVER.verify(1, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void aTokenThatCannotBeObtainedSendsNothing() {
        SERVER.stubFor(post("/token").willReturn(serverError()));
        assertThat(line(call())).isEqualTo("NotSent 7 s");

        SERVER.stubFor(post("/token")
                .willReturn(aResponse().withFault(com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE)));
        assertThat(line(call())).isEqualTo("NotSent 30 s");

        SERVER.stubFor(post("/token").willReturn(badRequest()));
        assertThat(line(call())).isEqualTo("Refused UNAUTHORISED");

        SERVER.stubFor(post("/token").willReturn(unauthorized()));
        assertThat(line(call())).isEqualTo("Refused UNAUTHORISED");
        SERVER.verify(0, getRequestedFor(urlEqualTo("/p")));
    }

    @Test
    void aTokenObtainedWithCredentialsThatHaveBeenReplacedIsNotUsedAnyMore() {
        accept("first");
        assertThat(line(call())).isEqualTo("Done 200");
        SERVER.stubFor(any(urlEqualTo("/p")).willReturn(ok()));

        gateway.carry(TOKENS, WITH_TOKEN, new Secrets(Map.of("refresh_token", "corrected")), once(read(at("/p"))));

        SERVER.verify(2, postRequestedFor(urlEqualTo("/token")));
        SERVER.verify(1, getRequestedFor(urlEqualTo("/p")).withHeader("Authorization", equalTo("Bearer second")));
    }

    @Test
    void refusedCredentialsAreTriedAgainAfterAWhileOrWhenTheyAreReplacedAndNotByEveryCall() {
        SERVER.stubFor(post("/token").willReturn(badRequest()));
        for (int i = 0; i < 5; i++) {
            assertThat(line(call())).isEqualTo("Refused UNAUTHORISED");
        }
        SERVER.verify(1, postRequestedFor(urlEqualTo("/token")));

        gateway.clock.move(AccessTokenCache.REFUSED_FOR);
        assertThat(line(call())).isEqualTo("Refused UNAUTHORISED");
        SERVER.verify(2, postRequestedFor(urlEqualTo("/token")));

        gateway.carry(TOKENS, WITH_TOKEN, new Secrets(Map.of("refresh_token", "corrected")), once(read(at("/p"))));
        SERVER.verify(3, postRequestedFor(urlEqualTo("/token")));
    }

    private static List<String> atOnce(int threads) throws Exception {
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<String> one = () -> {
                together.await();
                return line(call());
            };
            List<Future<String>> ends = pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> one).toList());
            return ends.stream().map(RenewingTokensTest::end).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private static String end(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ended<HttpReply> call() {
        return gateway.carry(TOKENS, WITH_TOKEN, once(read(at("/p"))));
    }

    private static void accept(String token) {
        SERVER.stubFor(get("/p")
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(ok()));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + SERVER.port() + path;
    }
}
