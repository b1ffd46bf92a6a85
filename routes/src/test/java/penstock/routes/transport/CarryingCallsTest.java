package penstock.routes.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static penstock.routes.transport.Gateway.line;
import static penstock.routes.transport.Gateway.once;
import static penstock.routes.transport.Gateway.read;
import static penstock.routes.transport.Gateway.write;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Secrets;
import penstock.core.message.RefusalReason;

class CarryingCallsTest {

    static final WireMockServer SERVER = new WireMockServer(wireMockConfig().dynamicPort());
    static final WireMockServer ELSEWHERE = new WireMockServer(wireMockConfig().dynamicPort());
    static Gateway gateway;

    @BeforeAll
    static void start() {
        SERVER.start();
        ELSEWHERE.start();
        gateway = new Gateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SERVER.stop();
        ELSEWHERE.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
        ELSEWHERE.resetAll();
        gateway.carrier.forget(Gateway.ACCOUNT);
    }

    @Test
    void aConversationGoesOnUntilItsResult() {
        SERVER.stubFor(get("/items").willReturn(ok("3")));
        SERVER.stubFor(post("/items/3").willReturn(status(201).withBody("made")));

        Conversation<String> conversation = Conversation.ask(
                read(at("/items")),
                first -> Conversation.ask(
                        write(at("/items/" + first.text()), "w-1", "{\"n\":1}")
                                .header("Content-Type", "application/json"),
                        second -> Conversation.done(second.status() + " " + second.text())));

        assertThat(gateway.carry(conversation)).isEqualTo(new Ended.Done<>("201 made"));
        SERVER.verify(postRequestedFor(urlEqualTo("/items/3"))
                .withRequestBody(equalTo("{\"n\":1}"))
                .withHeader("Content-Type", equalTo("application/json")));
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
    void everyMethodReachesTheServerAsItIs(String method) {
        SERVER.stubFor(any(anyUrl()).willReturn(ok()));
        HttpCall call = new HttpCall(
                method,
                URI.create(at("/m")),
                Map.of(),
                new byte[0],
                Gateway.PLENTY,
                read(at("/m")).patience(),
                read(at("/m")).effect());

        assertThat(line(gateway.carry(once(call)))).isEqualTo("Done 200");
        SERVER.verify(1, anyRequestedFor(urlEqualTo("/m")));
        assertThat(SERVER.getAllServeEvents().get(0).getRequest().getMethod().getName())
                .isEqualTo(method);
    }

    @Test
    void aDeleteKeepsItsBody() {
        SERVER.stubFor(delete("/m").willReturn(noContent()));
        HttpCall post = write(at("/m"), "w", "which");
        HttpCall delete = new HttpCall(
                "DELETE", post.uri(), post.headers(), post.body(), post.budget(), post.patience(), post.effect());

        assertThat(line(gateway.carry(once(delete)))).isEqualTo("Done 204");
        SERVER.verify(deleteRequestedFor(urlEqualTo("/m")).withRequestBody(equalTo("which")));
    }

    /** A signed address must not be re-encoded, and no text in it is ever evaluated (CVE-2026-78164). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb/c?filter[x]=1&sig=a%2Bb%3D%20+&e=",
                "/%7B%7Bsys:user.name%7D%7D?q=%7B%7Benv:PATH%7D%7D",
                "/p?x=RAW(a+b)&y=$%7Bbody%7D&z=$simple",
                "/p?a=1&a=2&b",
                "/double//slash/;v=1?x=/y?z",
                "/~home/a~b'()*!,:@$?~=~&q=%7E%27:@/?!*$,()"
            })
    void anAddressGoesOutExactlyAsBuilt(String pathAndQuery) {
        SERVER.stubFor(any(anyUrl()).willReturn(ok()));

        assertThat(line(gateway.carry(once(read(at(pathAndQuery)))))).isEqualTo("Done 200");
        assertThat(SERVER.getAllServeEvents().get(0).getRequest().getUrl()).isEqualTo(pathAndQuery);
    }

    @Test
    void placeholdersInHeadersAndBodyAreText() {
        SERVER.stubFor(any(anyUrl()).willReturn(ok()));
        HttpCall call = write(at("/p"), "w", "{{sys:user.name}}")
                .header("X-Text", "{{sys:user.name}}")
                .header("X-Simple", "${sys.user.name}");

        gateway.carry(once(call));

        SERVER.verify(postRequestedFor(urlEqualTo("/p"))
                .withHeader("X-Text", equalTo("{{sys:user.name}}"))
                .withHeader("X-Simple", equalTo("${sys.user.name}"))
                .withRequestBody(equalTo("{{sys:user.name}}")));
    }

    @Test
    void onlyTheCallsOwnHeadersGoOut() {
        SERVER.stubFor(any(anyUrl()).willReturn(ok()));

        gateway.carry(once(read(at("/p")).header("X-One", "1").header("Cookie", "a=b")));

        assertThat(SERVER.getAllServeEvents().get(0).getRequest().getAllHeaderKeys())
                .containsExactlyInAnyOrder("X-One", "Host", "Connection", "User-Agent");
    }

    @Test
    void aReplyBringsItsHeadersAsTheyCameButNeitherCookiesNorCamels() {
        SERVER.stubFor(get("/p")
                .willReturn(
                        ok("x").withHeader("Link", "<https://a/?p=1>; rel=\"previous\", <https://a/?p=2>; rel=\"next\"")
                                .withHeader("X-Amzn-RateLimit-Limit", "0.5")
                                .withHeader("Date", "Mon, 23 Nov 2026 12:00:00 GMT")
                                .withHeader("Set-Cookie", "session=1")
                                .withHeader("CamelHttpUri", "https://evil.example/")
                                .withHeader("X-Twice", "first", "second")));

        HttpReply reply = done(gateway.carry(once(read(at("/p")).header("Authorization", "secret"))));

        assertThat(reply.headers())
                .containsEntry("link", "<https://a/?p=1>; rel=\"previous\", <https://a/?p=2>; rel=\"next\"")
                .containsEntry("x-amzn-ratelimit-limit", "0.5")
                .containsEntry("date", "Mon, 23 Nov 2026 12:00:00 GMT")
                .containsEntry("x-twice", "first")
                .doesNotContainKeys("set-cookie", "camelhttpuri", "authorization");
    }

    @Test
    void cookiesAreNotKeptFromCallToCall() {
        SERVER.stubFor(get("/p").willReturn(ok().withHeader("Set-Cookie", "session=1; Path=/")));

        gateway.carry(once(read(at("/p"))));
        gateway.carry(once(read(at("/p"))));

        SERVER.verify(2, getRequestedFor(urlEqualTo("/p")).withoutHeader("Cookie"));
    }

    @Test
    void aCompressedReplyIsHandedOverAsItCame() {
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3};
        SERVER.stubFor(get("/p").willReturn(ok().withBody(gzip).withHeader("Content-Encoding", "gzip")));

        HttpReply reply = done(gateway.carry(once(read(at("/p")))));

        assertThat(reply.body()).isEqualTo(gzip);
        assertThat(reply.header("content-encoding")).contains("gzip");
        SERVER.verify(getRequestedFor(urlEqualTo("/p")).withoutHeader("Accept-Encoding"));
    }

    /** CVE-2026-85251: credentials were sent again to where a redirect pointed. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAReplyAndIsNotFollowed(int status) {
        SERVER.stubFor(any(anyUrl())
                .willReturn(status(status).withHeader("Location", "http://127.0.0.1:" + ELSEWHERE.port() + "/taken")));
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(ok()));

        HttpReply reply = done(gateway.carry(once(read(at("/p")).header("Authorization", "secret"))));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    /** The HTTP client would send these again by itself, POST included. */
    @ParameterizedTest
    @CsvSource({
        "503, Done 503, NotSent 1 s",
        "429, NotSent 1 s, NotSent 1 s",
        "500, Done 500, Done 500",
        "408, Done 408, Done 408"
    })
    void exactlyOneRequestReachesTheServer(int status, String writeEnds, String readEnds) {
        SERVER.stubFor(any(anyUrl()).willReturn(status(status).withHeader("Retry-After", "1")));

        assertThat(line(gateway.carry(once(write(at("/w"), "w-1", "x"))))).isEqualTo(writeEnds);
        SERVER.verify(1, postRequestedFor(urlEqualTo("/w")));

        gateway.carrier.forget(Gateway.ACCOUNT);
        assertThat(line(gateway.carry(once(read(at("/r")))))).isEqualTo(readEnds);
        SERVER.verify(1, getRequestedFor(urlEqualTo("/r")));
    }

    @Test
    void aChannelThatSaysWhenToComeBackIsLeftAloneUntilThen() {
        SERVER.stubFor(any(anyUrl()).willReturn(status(503).withHeader("Retry-After", "20")));
        assertThat(line(gateway.carry(once(write(at("/w"), "w-1", "x"))))).isEqualTo("Done 503");
        assertThat(line(gateway.carry(once(write(at("/w"), "w-2", "x"))))).isEqualTo("NotSent 20 s");
        gateway.clock.move(Duration.ofSeconds(19));
        assertThat(line(gateway.carry(once(read(at("/r")))))).isEqualTo("NotSent 1 s");
        SERVER.verify(1, anyRequestedFor(anyUrl()));
        gateway.clock.move(Duration.ofSeconds(1));
        assertThat(line(gateway.carry(once(read(at("/r")))))).isEqualTo("NotSent 20 s");
        SERVER.verify(2, anyRequestedFor(anyUrl()));

        gateway.carrier.forget(Gateway.ACCOUNT);
        SERVER.stubFor(any(anyUrl()).willReturn(status(503)));
        assertThat(line(gateway.carry(once(read(at("/r")))))).isEqualTo("Done 503");
        assertThat(line(gateway.carry(once(read(at("/r"))))))
                .as("it has not said when")
                .isEqualTo("Done 503");
    }

    @Test
    void twoThrottledCallsCostNoAttemptAndNoCallIsMadeBeforeTheWaitIsOver() {
        SERVER.stubFor(post("/w")
                .inScenario("t")
                .whenScenarioStateIs("Started")
                .willSetStateTo("2")
                .willReturn(status(429).withHeader("Retry-After", "20")));
        SERVER.stubFor(post("/w")
                .inScenario("t")
                .whenScenarioStateIs("2")
                .willSetStateTo("3")
                .willReturn(status(429).withHeader("Retry-After", "Mon, 23 Nov 2026 12:00:50 GMT")));
        SERVER.stubFor(post("/w").inScenario("t").whenScenarioStateIs("3").willReturn(ok()));
        Conversation<HttpReply> publish = once(write(at("/w"), "w-1", "x"));
        StringBuilder said = new StringBuilder();

        for (int i = 0; i < 5; i++) {
            said.append(line(gateway.carry(publish))).append('\n');
            gateway.clock.move(Duration.ofSeconds(i == 0 ? 19 : i == 1 ? 1 : 30));
        }

        assertThat(said).hasToString("""
                NotSent 20 s
                NotSent 1 s
                NotSent 30 s
                Done 200
                Done 200
                """);
        SERVER.verify(4, postRequestedFor(urlEqualTo("/w")));
    }

    @Test
    void whatIsNotPermittedIsNotCalled() {
        assertThat(line(gateway.carry(once(read("http://10.0.0.1/x"))))).isEqualTo("Refused INVALID");
        assertThat(line(gateway.carry(once(read("https://127.0.0.2/x"))))).isEqualTo("Refused INVALID");
        assertThat(line(gateway.carry(once(read("https://user@127.0.0.1/x"))))).isEqualTo("Refused INVALID");
    }

    @Test
    void aMissingSecretIsForAPersonToEnter() {
        Ended<HttpReply> ended = gateway.carrier.carry(
                Gateway.ACCOUNT,
                Gateway.signing((call, secrets, now) -> call.header("X-Key", secrets.get("api_key"))),
                new Secrets(Map.of()),
                once(read(at("/p"))));

        assertThat(line(ended)).isEqualTo("Refused UNAUTHORISED");
        assertThat(Gateway.why(ended)).contains("api_key");
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void aDefectInReadingAReplyLosesAWriteAndPostponesARead() {
        SERVER.stubFor(any(anyUrl()).willReturn(ok()));

        assertThat(line(gateway.carry(Conversation.ask(write(at("/w"), "w-1", "x"), CarryingCallsTest::broken))))
                .isEqualTo("Lost w-1");
        assertThat(line(gateway.carry(Conversation.ask(read(at("/r")), CarryingCallsTest::broken))))
                .isEqualTo("NotSent 600 s");
    }

    /** "Nothing was changed" would be untrue. */
    @Test
    void whatCannotGoOnAfterAnAnsweredWriteIsLostUnderThatWrite() {
        SERVER.stubFor(post("/w").willReturn(ok()));
        SERVER.stubFor(get("/r").willReturn(status(429)));

        Ended<HttpReply> ended =
                gateway.carry(Conversation.ask(write(at("/w"), "w-1", "x"), reply -> once(read(at("/r")))));

        assertThat(line(ended)).isEqualTo("Lost w-1");
    }

    @Test
    void aRefusedWriteChangedNothing() {
        SERVER.stubFor(post("/w").willReturn(status(409)));
        SERVER.stubFor(get("/r").willReturn(status(429).withHeader("Retry-After", "3")));

        Ended<HttpReply> ended =
                gateway.carry(Conversation.ask(write(at("/w"), "w-1", "x"), reply -> once(read(at("/r")))));

        assertThat(line(ended)).isEqualTo("NotSent 3 s");
    }

    @Test
    void theEndsOfAConversationAreHandedOn() {
        assertThat(gateway.<Integer>carry(Conversation.done(1))).isEqualTo(new Ended.Done<>(1));
        assertThat(gateway.<Integer>carry(Conversation.notSent(Duration.ofSeconds(3), "y")))
                .isEqualTo(new Ended.NotSent<>(Duration.ofSeconds(3), "y"));
        assertThat(gateway.<Integer>carry(Conversation.lost("r", "y"))).isEqualTo(new Ended.Lost<>("r", "y"));
        assertThat(gateway.<Integer>carry(Conversation.refused(RefusalReason.STALE, "y")))
                .isEqualTo(new Ended.Refused<>(RefusalReason.STALE, "y"));
    }

    @Test
    void aConversationWithoutAnEndIsBrokenOff() {
        SERVER.stubFor(get("/r").willReturn(ok()));
        AtomicInteger asked = new AtomicInteger();

        assertThat(line(gateway.carry(endless(asked)))).isEqualTo("NotSent 600 s");
        assertThat(asked).hasValue(CallCarrier.ASKS_MAX);
    }

    @Test
    void aThousandAccountsShareTwoRoutes() {
        SERVER.stubFor(get(urlPathEqualTo("/r")).willReturn(ok()));
        int endpoints = gateway.camel.getEndpoints().size();

        for (int account = 1; account <= 1_000; account++) {
            Ended<HttpReply> ended = gateway.carrier.carry(
                    new AccountKey(1, account, "acme"),
                    Gateway.signing(Gateway.UNSIGNED),
                    new Secrets(Map.of()),
                    once(read(at("/r?account=" + account))));
            assertThat(line(ended)).isEqualTo("Done 200");
        }

        assertThat(gateway.camel.getRoutesSize()).isEqualTo(2);
        assertThat(gateway.camel.getEndpoints()).hasSize(endpoints);
    }

    @Test
    void callsAreCountedByChannelOperationAndOutcome() {
        SERVER.stubFor(get("/ok").willReturn(ok()));
        SERVER.stubFor(get("/throttled").willReturn(status(429)));
        double before = counted("ok");

        gateway.carry(once(read(at("/ok"))));
        gateway.carry(once(read(at("/throttled"))));
        gateway.carry(once(read(at("/ok"))));

        assertThat(counted("ok")).isEqualTo(before + 1);
        assertThat(counted("throttled")).isPositive();
        assertThat(gateway.meters
                        .get("penstock.budget.wait")
                        .tag("account", "" + Gateway.ACCOUNT.accountId())
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isPositive();
        assertThat(gateway.meters
                        .get("penstock.calls.held")
                        .tag("cause", "budget")
                        .counter()
                        .count())
                .isPositive();
    }

    private static double counted(String outcome) {
        return gateway
                .meters
                .find("penstock.calls")
                .tags("channel", "acme", "operation", "items.read", "outcome", outcome)
                .timers()
                .stream()
                .mapToDouble(timer -> timer.count())
                .sum();
    }

    private static Conversation<HttpReply> endless(AtomicInteger asked) {
        return Conversation.ask(read(at("/r")), reply -> {
            asked.incrementAndGet();
            return endless(asked);
        });
    }

    private static Conversation<HttpReply> broken(HttpReply reply) {
        throw new IllegalArgumentException("quotes a buyer");
    }

    private static HttpReply done(Ended<HttpReply> ended) {
        return ((Ended.Done<HttpReply>) ended).result();
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + SERVER.port() + path;
    }
}
