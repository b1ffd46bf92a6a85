package penstock.sandbox.amazon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.time.SandboxTime;
import tools.jackson.databind.JsonNode;

/** Orders 2026-01-01: searchOrders and getOrder. Used under the seller's lock. */
final class OrdersApi {
    /** Published life of a pagination token. */
    static final Duration TOKEN_LIFE = Duration.ofHours(24);

    static final int PAGE_MAX = 100;

    /** What a search asks; a token carries all of it, and where the last page ended. */
    private record Search(boolean byCreation, Instant after, Instant before, String behind, Instant askedAt) {
        Function<AmazonOrder, Instant> instant() {
            return byCreation ? AmazonOrder::createdAt : AmazonOrder::updatedAt;
        }

        String key(AmazonOrder order) {
            // Thirteen digits until the year 2286, so texts compare as numbers do.
            return instant().apply(order).toEpochMilli() + "/" + order.id();
        }

        String token(String last) {
            String text = Json.text(Json.object(
                    "byCreation", byCreation,
                    "after", after.toString(),
                    "before", before.toString(),
                    "behind", last,
                    "askedAt", askedAt.toString()));
            return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final SandboxTime time;
    private final Faults faults;

    OrdersApi(SandboxTime time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    Reply get(AmazonSeller seller, Request request, String id) {
        Set<String> datasets = datasets(request);
        return seller.orders
                .find(id)
                .map(order -> Reply.json(200, Json.object("order", OrderWords.order(order, seller.settings, datasets))))
                .orElseThrow(() -> Refused.notFound("The order " + id + " was not found."));
    }

    Reply search(AmazonSeller seller, Request request) {
        Optional<String> token = request.whole("paginationToken");
        Search search = token.isPresent() ? resumed(token.get()) : asked(request);
        int size = pageSize(request);
        Set<String> datasets = datasets(request);
        List<AmazonOrder> found = seller.orders.searchable().stream()
                .filter(order -> within(search, search.instant().apply(order)))
                .filter(order -> wanted(order, seller, request))
                .sorted(Comparator.comparing(search::key))
                .filter(order -> search.key(order).compareTo(search.behind()) > 0)
                .toList();
        List<AmazonOrder> page = found.subList(0, Math.min(size, found.size()));
        Map<String, @Nullable Object> answer = Json.object(
                "orders",
                page.stream()
                        .map(order -> OrderWords.order(order, seller.settings, datasets))
                        .toList());
        if (found.size() > page.size()) {
            answer.put("pagination", Json.object("nextToken", search.token(search.key(page.get(page.size() - 1)))));
        }
        if (token.isPresent()
                && faults.strike(AmazonDesk.CHANNEL, Rate.searchOrders.name(), FaultKind.Place.PAGE)
                        .isPresent()) {
            answer.put("pagination", Json.object("nextToken", token.get()));
        }
        answer.put(
                search.byCreation() ? "createdBefore" : "lastUpdatedBefore",
                search.before().toString());
        return Reply.json(200, answer);
    }

    private Search asked(Request request) {
        Optional<String> created = request.whole("createdAfter");
        Optional<String> updated = request.whole("lastUpdatedAfter");
        if (created.isPresent() == updated.isPresent()) {
            throw Refused.invalid("Exactly one of createdAfter and lastUpdatedAfter must be provided.");
        }
        boolean byCreation = created.isPresent();
        if (request.whole(byCreation ? "lastUpdatedBefore" : "createdBefore").isPresent()) {
            throw Refused.invalid("createdBefore and lastUpdatedBefore each need their own *After.");
        }
        Instant latest = time.now().minus(time.scaled(OrderBook.SEARCH_DELAY));
        Instant after = instant(created.or(() -> updated).orElseThrow());
        Instant before = request.whole(byCreation ? "createdBefore" : "lastUpdatedBefore")
                .map(OrdersApi::instant)
                .orElse(latest);
        if (before.isAfter(latest)) {
            throw Refused.invalid("The *Before time must be at least two minutes before the time of the request.");
        }
        boolean given = request.whole(byCreation ? "createdBefore" : "lastUpdatedBefore")
                .isPresent();
        if (given && before.isBefore(after)) {
            throw Refused.invalid("The *Before time must be equal to or after the *After time.");
        }
        return new Search(byCreation, after, before, "", time.now());
    }

    private Search resumed(String token) {
        try {
            JsonNode node = Json.read(Base64.getUrlDecoder().decode(token));
            Search search = new Search(
                    Json.flag(node, "byCreation", false),
                    Instant.parse(Json.required(node, "after")),
                    Instant.parse(Json.required(node, "before")),
                    Json.required(node, "behind"),
                    Instant.parse(Json.required(node, "askedAt")));
            if (search.askedAt().plus(time.scaled(TOKEN_LIFE)).isBefore(time.now())) {
                throw Refused.invalid("The paginationToken has expired.");
            }
            return search;
        } catch (IllegalArgumentException | DateTimeParseException | Json.Malformed e) {
            throw Refused.invalid("The paginationToken is invalid.");
        }
    }

    private static boolean within(Search search, Instant instant) {
        return !instant.isBefore(search.after()) && !instant.isAfter(search.before());
    }

    private static boolean wanted(AmazonOrder order, AmazonSeller seller, Request request) {
        List<String> markets = request.list("marketplaceIds");
        List<String> statuses = request.list("fulfillmentStatuses");
        List<String> by = request.list("fulfilledBy");
        return (markets.isEmpty() || markets.contains(seller.settings.marketplaceId()))
                && (statuses.isEmpty() || statuses.contains(order.status()))
                && (by.isEmpty() || by.contains(order.byAmazon() ? "AMAZON" : "MERCHANT"));
    }

    private static int pageSize(Request request) {
        String text = request.parameter("maxResultsPerPage").orElse(String.valueOf(PAGE_MAX));
        int size = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (size < 1 || size > PAGE_MAX) {
            throw Refused.invalid("maxResultsPerPage must be between 1 and 100, but is " + text + ".");
        }
        return size;
    }

    private static Set<String> datasets(Request request) {
        Set<String> datasets = new HashSet<>(request.list("includedData"));
        if (!OrderWords.KNOWN.containsAll(datasets)) {
            throw Refused.invalid("includedData holds an unknown dataset: " + datasets + ".");
        }
        return datasets;
    }

    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Refused.invalid("'" + text + "' is not a date in ISO 8601 format.");
        }
    }
}
