package penstock.fulfilment.amazonmcf;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.fulfilment.amazonmcf.McfFixture.NOW;
import static penstock.fulfilment.amazonmcf.McfFixture.answered;
import static penstock.fulfilment.amazonmcf.McfFixture.callOf;
import static penstock.fulfilment.amazonmcf.McfFixture.endOf;
import static penstock.fulfilment.amazonmcf.McfFixture.error;
import static penstock.fulfilment.amazonmcf.McfFixture.provider;
import static penstock.fulfilment.amazonmcf.McfFixture.reply;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Conversation.Done;
import penstock.channels.spi.HttpReply;
import penstock.core.message.ShownQuantity;

class AmazonMcfStockTest {

    @Test
    void theSkusAreAskedForByNameWithTheirDetails() {
        assertThat(query(stock("A", "B C", "A")))
                .isEqualTo("/fba/inventory/v1/summaries details=true&granularityType=Marketplace"
                        + "&granularityId=A1F83G8C2ARO7P&marketplaceIds=A1F83G8C2ARO7P&sellerSkus=A%2CB%20C");
    }

    @Test
    void onlyWhatCanBeShippedCountsAndThereIsNoneOfAnUnknownSku() {
        assertThat(shown(answered(stock("A", "B", "C", "D"), reply(200, """
                {"payload": {"granularity": {}, "inventorySummaries": [
                  {"sellerSku": "A", "totalQuantity": 90, "inventoryDetails": {"fulfillableQuantity": 5,
                    "inboundWorkingQuantity": 80}},
                  {"sellerSku": "A", "condition": "UsedGood", "inventoryDetails": {"fulfillableQuantity": 1}},
                  {"sellerSku": "B", "totalQuantity": 7},
                  {"sellerSku": "C", "inventoryDetails": {"fulfillableQuantity": 0}},
                  {"sellerSku": "Z", "inventoryDetails": {"fulfillableQuantity": 9}}]}}
                """)))).isEqualTo("A 6, C 0, D 0");
    }

    @Test
    void moreThanFiftySkusAreAskedForInTurns() {
        List<String> skus = IntStream.range(0, 120).mapToObj(i -> "S" + i).toList();
        Conversation<List<ShownQuantity>> at = provider().stock(skus, NOW);
        StringBuilder asked = new StringBuilder();
        for (int first : new int[] {0, 50, 100}) {
            asked.append(query(at).split("%2C").length).append(' ');
            at = answered(at, summaries("S" + first, 1, ""));
        }

        assertThat(asked.toString()).isEqualTo("50 50 20 ");
        assertThat(shown(at).split(", ")).hasSize(120).contains("S0 1", "S100 1", "S50 1", "S1 0", "S119 0");
    }

    @Test
    void aSkuWithACommaIsAskedForByItself() {
        Conversation<List<ShownQuantity>> at = stock("A", "B,C");

        assertThat(query(at)).endsWith("&sellerSku=B%2CC");
        at = answered(at, summaries("B,C", 3, ""));
        assertThat(query(at)).endsWith("&sellerSku=A");
        assertThat(shown(answered(at, summaries("A", 2, "")))).isEqualTo("A 2, B,C 3");
    }

    @Test
    void aNextTokenIsSentWithTheSameQuestionAndNeverWithADate() {
        Conversation<List<ShownQuantity>> at = answered(stock("A", "B"), summaries("A", 1, "t=1"));

        assertThat(query(at)).endsWith("&sellerSkus=A%2CB&nextToken=t%3D1").doesNotContain("startDateTime");
        assertThat(shown(answered(at, summaries("B", 2, "")))).isEqualTo("A 1, B 2");
    }

    @Test
    void aTokenThatComesRoundEndsTheWalk() {
        Conversation<List<ShownQuantity>> at = answered(stock("A", "B"), summaries("A", 1, "T"));
        assertThat(endOf(answered(at, summaries("A", 1, "T")))).isEqualTo("not sent, again after PT30S");

        Conversation<List<ShownQuantity>> circle = stock("A", "B");
        int pages = 0;
        while (endOf(circle).equals("asks on") && pages < 100) {
            circle = answered(circle, summaries("A", 1, "T" + pages % 3));
            pages++;
        }
        assertThat(pages).isEqualTo(AmazonMcfStock.MAX_PAGES);
    }

    @Test
    void nothingAskedIsNothingShown() {
        assertThat(endOf(stock())).isEqualTo("done []");
    }

    @Test
    void aFailureIsNotAStockOfZero() {
        assertThat(endOf(answered(stock("A"), error(400, "bad")))).isEqualTo("refused INVALID");
        assertThat(endOf(answered(stock("A"), error(403, "no")))).isEqualTo("refused UNAUTHORISED");
        assertThat(endOf(answered(stock("A"), error(429, "slow")))).isEqualTo("not sent, again after PT10S");
        assertThat(endOf(answered(stock("A"), reply(500, "")))).isEqualTo("not sent, again after PT30S");
        assertThat(endOf(answered(stock("A"), reply(200, "{}")))).isEqualTo("not sent, again after PT30S");
    }

    private static Conversation<List<ShownQuantity>> stock(String... skus) {
        return provider().stock(List.of(skus), NOW);
    }

    private static HttpReply summaries(String sku, int units, String nextToken) {
        return reply(200, """
                {"payload": {"inventorySummaries": [{"sellerSku": "%s", "inventoryDetails": {"fulfillableQuantity": %d}}]},
                 "pagination": {"nextToken": "%s"}}
                """.formatted(sku, units, nextToken));
    }

    private static String query(Conversation<?> conversation) {
        var uri = callOf(conversation).uri();
        return uri.getRawPath() + " " + uri.getRawQuery();
    }

    private static String shown(Conversation<List<ShownQuantity>> end) {
        return ((Done<List<ShownQuantity>>) end)
                .result().stream()
                        .peek(one -> assertThat(one.seenAt()).isEqualTo(NOW))
                        .map(one -> one.channelSku() + " " + one.quantity())
                        .collect(Collectors.joining(", "));
    }
}
