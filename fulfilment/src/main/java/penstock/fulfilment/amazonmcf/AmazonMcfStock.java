package penstock.fulfilment.amazonmcf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.vendor.amazon.SpApiAccount;
import penstock.channels.vendor.amazon.SpApiAddress;
import penstock.channels.vendor.amazon.SpApiBudgets;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.core.message.ShownQuantity;
import penstock.fulfilment.amazonmcf.wire.InventoryReply;
import penstock.fulfilment.amazonmcf.wire.InventoryReply.Pagination;
import penstock.fulfilment.amazonmcf.wire.InventoryReply.Summary;

/**
 * What Amazon holds of our SKUs and can ship now: the fulfillable quantity, from which Amazon has already taken the orders
 * it works on. A SKU that Amazon does not know, or not any more, is missing from its answer: there is none of it. One that
 * Amazon names without saying how many is missing from ours.
 */
final class AmazonMcfStock {

    /** Amazon's most in one call. */
    static final int SKUS_PER_CALL = 50;

    /** Pages of one call before it is taken for a circle; 50 SKUs fit one. */
    static final int MAX_PAGES = 10;

    private final SpApiAccount account;

    AmazonMcfStock(SpApiAccount account) {
        this.account = account;
    }

    Conversation<List<ShownQuantity>> stock(List<String> skus, Instant now) {
        return ask(queries(skus), Figures.NONE, now);
    }

    /**
     * What Amazon has said.
     *
     * @param units that can be shipped, by SKU
     * @param named SKUs that it spoke of
     */
    private record Figures(Map<String, Integer> units, Set<String> named) {
        static final Figures NONE = new Figures(Map.of(), Set.of());

        /** A SKU may have several rows, one for each condition; a row without details says nothing. */
        Figures and(List<Summary> summaries, Set<String> asked) {
            Map<String, Integer> sum = new TreeMap<>(units);
            Set<String> all = new TreeSet<>(named);
            for (Summary summary : summaries) {
                String sku = summary.sellerSku();
                Integer more = summary.inventoryDetails() == null
                        ? null
                        : summary.inventoryDetails().fulfillableQuantity();
                if (sku != null && asked.contains(sku)) {
                    all.add(sku);
                    if (more != null) {
                        sum.merge(sku, more, Integer::sum);
                    }
                }
            }
            return new Figures(sum, all);
        }

        /** All of the answer to a question is there: of what it does not name there is none. */
        Figures complete(List<String> asked) {
            Map<String, Integer> all = new TreeMap<>(units);
            asked.stream().filter(sku -> !named.contains(sku)).forEach(sku -> all.put(sku, 0));
            return new Figures(all, named);
        }
    }

    /** One of the questions: some SKUs, and the page to go on with. */
    private record Query(List<String> skus, Optional<String> nextToken, int page) {}

    /** Lists are written with commas, so a SKU that has one is asked for by itself. */
    private static List<Query> queries(List<String> skus) {
        List<Query> queries = new ArrayList<>();
        List<String> listed = new ArrayList<>();
        for (String sku : new LinkedHashSet<>(skus)) {
            if (sku.contains(",")) {
                queries.add(new Query(List.of(sku), Optional.empty(), 1));
            } else {
                listed.add(sku);
            }
        }
        for (int from = 0; from < listed.size(); from += SKUS_PER_CALL) {
            List<String> part = listed.subList(from, Math.min(listed.size(), from + SKUS_PER_CALL));
            queries.add(new Query(List.copyOf(part), Optional.empty(), 1));
        }
        return queries;
    }

    private Conversation<List<ShownQuantity>> ask(List<Query> queries, Figures known, Instant now) {
        if (queries.isEmpty()) {
            return Conversation.done(known.units().entrySet().stream()
                    .map(sku -> new ShownQuantity(sku.getKey(), "", sku.getValue(), now))
                    .toList());
        }
        Query query = queries.get(0);
        List<Query> later = queries.subList(1, queries.size());
        return Conversation.ask(call(query), reply -> answered(reply, query, later, known, now));
    }

    private HttpCall call(Query query) {
        boolean alone = query.skus().size() == 1;
        SpApiAddress address = SpApiAddress.at(account.endpoint())
                .path("fba", "inventory", "v1", "summaries")
                .query("details", "true")
                .query("granularityType", "Marketplace")
                .query("granularityId", account.marketplaceId())
                .query("marketplaceIds", account.marketplaceId())
                .query(alone ? "sellerSku" : "sellerSkus", String.join(",", query.skus()));
        query.nextToken().ifPresent(token -> address.query("nextToken", token));
        return HttpCall.read(address.uri(), SpApiBudgets.INVENTORY_SUMMARIES);
    }

    private Conversation<List<ShownQuantity>> answered(
            HttpReply reply, Query query, List<Query> later, Figures known, Instant now) {
        if (!reply.ok()) {
            return SpApiErrors.readFailed(reply);
        }
        Optional<InventoryReply> read = SpApiJson.read(reply.body(), InventoryReply.class);
        Optional<List<Summary>> summaries =
                read.map(InventoryReply::payload).map(payload -> payload.inventorySummaries());
        Optional<String> token =
                read.map(InventoryReply::pagination).map(Pagination::nextToken).filter(text -> !text.isBlank());
        boolean circle = token.isPresent() && (token.equals(query.nextToken()) || query.page() == MAX_PAGES);
        if (summaries.isEmpty() || circle) {
            return SpApiErrors.unreadable(reply);
        }
        List<Query> next = new ArrayList<>();
        token.ifPresent(text -> next.add(new Query(query.skus(), Optional.of(text), query.page() + 1)));
        next.addAll(later);
        Figures said = known.and(summaries.get(), Set.copyOf(query.skus()));
        return ask(next, token.isPresent() ? said : said.complete(query.skus()), now);
    }
}
