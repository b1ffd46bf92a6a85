package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.channels.amazon.AmazonFixture.NOW;
import static penstock.channels.amazon.AmazonFixture.answered;
import static penstock.channels.amazon.AmazonFixture.callOf;
import static penstock.channels.amazon.AmazonFixture.channel;
import static penstock.channels.amazon.AmazonFixture.endOf;
import static penstock.channels.amazon.AmazonFixture.error;
import static penstock.channels.amazon.AmazonFixture.queryOf;
import static penstock.channels.amazon.AmazonFixture.reply;
import static penstock.channels.amazon.AmazonFixture.resultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Channel;
import penstock.channels.spi.Effect;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.OrderSource.Cursor;
import penstock.channels.spi.OrderSource.OrderPage;
import penstock.core.message.RawMessage;

class AmazonOrdersTest {

    private static final String ORDER = """
            {"orderId": "%s", "lastUpdatedTime": "2026-11-23T11:00:00Z", "createdTime": "2026-11-23T10:00:00Z",
             "salesChannel": {"channelName": "AMAZON"}, "orderItems": []}""";

    private final OrderSource orders = channel().orders().orElseThrow();

    @Test
    void theFirstPollEverLooksBackThirtyDaysAndStopsTwoMinutesBeforeNow() {
        assertThat(queryOf(callOf(orders.poll(Optional.empty(), NOW)))).isEqualTo("""
                fulfilledBy MERCHANT
                includedData FULFILLMENT,RECIPIENT,CANCELLATION
                lastUpdatedAfter 2026-10-24T11:45:00Z
                lastUpdatedBefore 2026-11-23T11:57:55Z
                marketplaceIds A1F83G8C2ARO7P
                maxResultsPerPage 100
                """);
    }

    @Test
    void aSimulationMaySearchCloserToNow() {
        OrderSource close = withSearchLag("3").orders().orElseThrow();

        assertThat(queryOf(callOf(close.poll(Optional.empty(), NOW))))
                .contains("lastUpdatedBefore 2026-11-23T11:59:57Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "soon", "100000"})
    void aSearchLagThatIsNoneIsNamed(String lag) {
        assertThatThrownBy(() -> withSearchLag(lag)).hasMessageContaining("'search_lag_seconds'");
    }

    private static Channel withSearchLag(String seconds) {
        Map<String, String> settings = new HashMap<>(AmazonFixture.SETTINGS);
        settings.put("search_lag_seconds", seconds);
        return channel(settings);
    }

    @Test
    void aSearchIsAReadWithinThePublishedLimit() {
        var call = callOf(orders.poll(Optional.empty(), NOW));

        assertThat(call.method() + " " + call.uri().getRawPath()).isEqualTo("GET /orders/2026-01-01/orders");
        assertThat(call.effect()).isEqualTo(Effect.READ);
        assertThat(call.budget().perSecond()).isEqualTo(0.0056);
        assertThat(call.budget().burst()).isEqualTo(20);
        assertThat(orders.pollInterval()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aWindowReachesIntoTheOneBeforeBecauseOrdersAreListedLate() {
        var call = callOf(orders.poll(Optional.of(new Cursor("2026-11-23T11:50:00Z")), NOW));

        assertThat(queryOf(call))
                .contains("lastUpdatedAfter 2026-11-23T11:35:00Z")
                .contains("lastUpdatedBefore 2026-11-23T11:57:55Z");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 119, 121, 86_400})
    void noWindowEndsLessThanTwoMinutesBeforeItIsAskedFor(int secondsSinceTheLast) {
        Cursor cursor = new Cursor(NOW.minusSeconds(secondsSinceTheLast).toString());

        String query = queryOf(callOf(orders.poll(Optional.of(cursor), NOW)));

        assertThat(value(query, "lastUpdatedBefore")).isBeforeOrEqualTo(NOW.minus(Duration.ofMinutes(2)));
        assertThat(value(query, "lastUpdatedAfter")).isBeforeOrEqualTo(value(query, "lastUpdatedBefore"));
    }

    @Test
    void nothingIsAskedWhileOurClockStandsBeforeTheLastWindow() {
        Cursor tomorrow = new Cursor(NOW.plus(Duration.ofDays(1)).toString());

        assertThat(endOf(orders.poll(Optional.of(tomorrow), NOW))).isEqualTo("not sent, again after PT23H47M5S");
    }

    @Test
    void oneMessageIsKeptForEachOrderNamedByItsRevision() {
        OrderPage page = poll(Optional.empty(), page("", "A-1", "A-2"));

        assertThat(page.messages())
                .extracting(RawMessage::source, RawMessage::eventId, RawMessage::receivedAt)
                .map(Object::toString)
                .containsExactly(
                        "(\"poll:order\", \"A-1@2026-11-23T11:00:00Z\", 2026-11-23T12:00:00Z)",
                        "(\"poll:order\", \"A-2@2026-11-23T11:00:00Z\", 2026-11-23T12:00:00Z)");
        assertThat(page.messages().get(0).text()).startsWith("{\"orderId\":\"A-1\"");
    }

    @Test
    void anOrderThatCannotBeReadIsKeptUnderItsContentAndTheOthersGoOn() {
        OrderPage page = resultOf(answered(
                orders.poll(Optional.empty(), NOW),
                reply(200, "{\"orders\": [null, {\"orderId\": 5}, %s]}".formatted(ORDER.formatted("A-1")))));

        assertThat(page.messages())
                .extracting(RawMessage::eventId)
                .satisfiesExactly(
                        id -> assertThat(id).matches("unreadable@[0-9a-f]{32}"),
                        id -> assertThat(id).matches("unreadable@[0-9a-f]{32}"),
                        id -> assertThat(id).isEqualTo("A-1@2026-11-23T11:00:00Z"));
    }

    @Test
    void aWindowIsWalkedPageByPageAndReadThroughOnlyAtItsEnd() {
        Instant later = NOW.plus(Duration.ofMinutes(3));
        OrderPage first = poll(Optional.empty(), page("T1", "A-1"));
        var second = orders.poll(Optional.of(first.next()), later);
        OrderPage last = resultOf(answered(second, reply(200, page("", "A-2"))));

        assertThat(first.more()).isTrue();
        assertThat(first.readThrough()).isEmpty();
        assertThat(queryOf(callOf(second))).isEqualTo("""
                fulfilledBy MERCHANT
                includedData FULFILLMENT,RECIPIENT,CANCELLATION
                lastUpdatedAfter 2026-10-24T11:45:00Z
                lastUpdatedBefore 2026-11-23T11:57:55Z
                marketplaceIds A1F83G8C2ARO7P
                maxResultsPerPage 100
                paginationToken T1
                """);
        assertThat(last.more()).isFalse();
        assertThat(last.readThrough()).contains(Instant.parse("2026-11-23T11:57:55Z"));
        assertThat(last.next()).isEqualTo(new Cursor("2026-11-23T11:57:55Z"));
    }

    @Test
    void aTokenOfAnyCharactersSurvivesTheCursorAndTheAddress() {
        String token = "a b+c/d=e&f%20 ü";
        OrderPage first = poll(Optional.empty(), page(token, "A-1"));

        assertThat(queryOf(callOf(orders.poll(Optional.of(first.next()), NOW)))).contains("paginationToken " + token);
    }

    @Test
    void theWindowEndsWhereAmazonSaysIfThatIsEarlier() {
        String body = """
                {"orders": [], "lastUpdatedBefore": "%s"}
                """;

        assertThat(poll(Optional.empty(), body.formatted("2026-11-23T11:40:00Z"))
                        .readThrough())
                .contains(Instant.parse("2026-11-23T11:40:00Z"));
        assertThat(poll(Optional.empty(), body.formatted("2026-11-23T12:00:00Z"))
                        .readThrough())
                .contains(Instant.parse("2026-11-23T11:57:55Z"));
        assertThat(poll(Optional.of(new Cursor("2026-11-23T11:50:00Z")), body.formatted("2026-11-23T01:00:00Z"))
                        .readThrough())
                .contains(Instant.parse("2026-11-23T11:50:00Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void tokensThatComeRoundEndTheWalkAndTheWindowIsReadAnew(int circle) {
        Optional<Cursor> cursor = Optional.of(new Cursor("2026-11-23T11:00:00Z"));
        int pages = 0;
        OrderPage page;
        do {
            page = poll(cursor, page("T" + pages % circle, "A-" + pages));
            cursor = Optional.of(page.next());
            pages++;
        } while (page.more() && pages < 1_000);

        assertThat(pages).as("noticed within a few rounds").isLessThanOrEqualTo(4 * circle + 1);
        assertThat(page.messages()).as("what came with it is kept").hasSize(1);
        assertThat(page.readThrough()).isEmpty();
        assertThat(page.next()).isEqualTo(new Cursor("2026-11-23T11:00:00Z"));
    }

    @Test
    void aTokenThatAmazonRefusesRestartsTheWindowAtTheNextPoll() {
        OrderPage first = poll(Optional.of(new Cursor("2026-11-23T11:00:00Z")), page("T1", "A-1"));
        OrderPage refused =
                resultOf(answered(orders.poll(Optional.of(first.next()), NOW), error(400, "InvalidInput", "token")));

        assertThat(refused)
                .isEqualTo(new OrderPage(List.of(), new Cursor("2026-11-23T11:00:00Z"), false, Optional.empty()));
    }

    @Test
    void aTokenOlderThanADayIsNotTried() {
        OrderPage first = poll(Optional.of(new Cursor("2026-11-23T11:00:00Z")), page("T1", "A-1"));

        Instant dayLater = NOW.plus(Duration.ofHours(24));
        assertThat(queryOf(callOf(orders.poll(Optional.of(first.next()), dayLater))))
                .doesNotContain("paginationToken")
                .contains("lastUpdatedAfter 2026-11-23T10:45:00Z")
                .contains("lastUpdatedBefore 2026-11-24T11:57:55Z");
    }

    @Test
    void everyOtherReplyEndsTheSearchWithoutMovingTheCursor() {
        assertThat(endOfSearch(400)).isEqualTo("refused INVALID");
        assertThat(endOfSearch(403)).isEqualTo("refused UNAUTHORISED");
        assertThat(endOfSearch(429)).isEqualTo("not sent, again after PT10S");
        assertThat(endOfSearch(500)).isEqualTo("not sent, again after PT30S");
        assertThat(endOfSearch(503)).isEqualTo("not sent, again after PT30S");
        assertThat(endOf(answered(orders.poll(Optional.empty(), NOW), reply(200, "<html>"))))
                .isEqualTo("not sent, again after PT30S");
        assertThat(endOf(answered(orders.poll(Optional.empty(), NOW), reply(200, "{}"))))
                .isEqualTo("not sent, again after PT30S");
    }

    @Test
    void aCursorThatIsNotOursIsADefect() {
        assertThatThrownBy(() -> orders.poll(Optional.of(new Cursor("2026-11-23T11:00:00Z x")), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOrderIsFetchedByItsIdAndIsTheSameMessageAsThePolledOne() {
        var fetch = orders.fetch("A 1", NOW);

        assertThat(callOf(fetch).uri().toString())
                .isEqualTo("https://sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders/A%201"
                        + "?includedData=FULFILLMENT%2CRECIPIENT%2CCANCELLATION");
        RawMessage fetched = resultOf(answered(fetch, reply(200, "{\"order\": %s}".formatted(ORDER.formatted("A-1")))))
                .orElseThrow();
        RawMessage polled = poll(Optional.empty(), page("", "A-1")).messages().get(0);
        assertThat(fetched).usingRecursiveComparison().isEqualTo(polled);
    }

    @Test
    void anOrderThatAmazonDoesNotKnowIsEmptyAndAnyOtherFailureIsNot() {
        assertThat(endOf(answered(orders.fetch("A-1", NOW), error(404, "NotFound", "no such order"))))
                .isEqualTo("done Optional.empty");
        assertThat(endOf(answered(orders.fetch("A-1", NOW), error(403, "Unauthorized", "no"))))
                .isEqualTo("refused UNAUTHORISED");
        assertThat(endOf(answered(orders.fetch("A-1", NOW), error(500, "InternalFailure", "try again"))))
                .isEqualTo("not sent, again after PT30S");
        assertThat(endOf(answered(orders.fetch("A-1", NOW), reply(200, "{}"))))
                .isEqualTo("not sent, again after PT30S");
    }

    private OrderPage poll(Optional<Cursor> cursor, String body) {
        return resultOf(answered(orders.poll(cursor, NOW), reply(200, body)));
    }

    private String endOfSearch(int status) {
        return endOf(answered(orders.poll(Optional.empty(), NOW), error(status, "Code", "message")));
    }

    private static String page(String nextToken, String... orderIds) {
        String list =
                String.join(",", Arrays.stream(orderIds).map(ORDER::formatted).toList());
        String pagination = nextToken.isEmpty() ? "" : ", \"pagination\": {\"nextToken\": \"%s\"}".formatted(nextToken);
        return "{\"orders\": [%s]%s}".formatted(list, pagination);
    }

    private static Instant value(String query, String name) {
        return query.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Instant.parse(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
