package penstock.routes.command.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import penstock.routes.command.demo.DemoSeller.Front;
import tools.jackson.databind.JsonNode;

/** Looks at both sides again and again, and keeps what only a series of looks can tell. Any thread, one at a time looks. */
final class Watch {

    private final GatewayApi api;
    private final SandboxControl sandbox;
    private final OwnSite site;
    private final Customers customers;
    private final List<Front> fronts;
    private final Clock clock;
    private final Truth truth = new Truth();
    private final Shorts shorts = new Shorts();
    private final Timing timing;
    private final Map<String, List<Seen.Posting>> postings = new HashMap<>();
    private int timelineRead;
    private int siteWritesRead;
    private int siteSalesRead;
    private int writesSeen;
    private Optional<Snapshot> latest = Optional.empty();

    Watch(GatewayApi api, SandboxControl sandbox, OwnSite site, Customers customers, List<Front> fronts, Clock clock) {
        this.api = api;
        this.sandbox = sandbox;
        this.site = site;
        this.customers = customers;
        this.fronts = fronts;
        this.clock = clock;
        this.timing = new Timing(clock.instant());
    }

    /** Looks once and answers what was seen. */
    synchronized Sighting look() {
        Sighting sighting = sight();
        timing.see(sighting, truth.writes(writesSeen), fronts);
        writesSeen += truth.writes(writesSeen).size();
        shorts.see(sighting.orders());
        latest = Optional.of(snapshot(sighting));
        return sighting;
    }

    /** What is to be shown to a person, of the latest look. */
    synchronized Optional<Snapshot> latest() {
        return latest;
    }

    /** Lines that were short at some look. */
    synchronized List<Shorts.Short> shorts() {
        return shorts.list();
    }

    /** The order of the calls matters: what is compared with the truth is asked for before it. */
    private Sighting sight() {
        Instant begun = clock.instant();
        List<Seen.Listing> listings = api.listings();
        Map<String, Map<String, Integer>> shown = new TreeMap<>(sandbox.shown());
        shown.put(Front.OWN_SITE, site.shown());
        List<Seen.Order> orders = api.orders();
        readTruth();
        Assortment.all().forEach(sku -> readPostings(sku.code()));
        Map<String, List<Seen.Posting>> all = new HashMap<>();
        postings.forEach((sku, some) -> all.put(sku, List.copyOf(some)));
        return new Sighting(
                begun, orders, listings, api.balances(), api.fulfilments(), all, shown, truth.sales(), truth.cancels());
    }

    private void readTruth() {
        List<JsonNode> entries = sandbox.timeline(timelineRead);
        timelineRead += entries.size();
        entries.forEach(truth::add);
        List<OwnSite.Write> writes = site.writes(siteWritesRead);
        siteWritesRead += writes.size();
        writes.forEach(truth::add);
        List<Customers.OwnSale> sales = customers.sales(siteSalesRead);
        siteSalesRead += sales.size();
        sales.forEach(truth::add);
    }

    private void readPostings(String sku) {
        List<Seen.Posting> known = postings.computeIfAbsent(sku, any -> new ArrayList<>());
        long after = known.isEmpty() ? 0 : known.get(known.size() - 1).position();
        List<Seen.Posting> fresh = new ArrayList<>(api.postings(sku, after));
        Collections.reverse(fresh);
        known.addAll(fresh);
    }

    private Snapshot snapshot(Sighting sighting) {
        Map<String, String> accountOfOrder = sighting.accountOfOrder();
        List<Snapshot.Channel> channels = fronts.stream()
                .map(front -> channel(sighting, front, accountOfOrder))
                .toList();
        return new Snapshot(
                channels,
                places(sighting),
                counts(sighting, false),
                counts(sighting, true),
                truth.faults(),
                api.parkedMessages(),
                api.parkedLines(),
                feeds(),
                shorts.units());
    }

    private Snapshot.Channel channel(Sighting sighting, Front front, Map<String, String> accountOfOrder) {
        int shown = 0;
        int believed = 0;
        int differing = 0;
        for (Seen.Listing listing : sighting.listingsOf(front)) {
            int seen = sighting.shownOf(front, listing).orElse(0);
            Sighting.Range range =
                    sighting.believed(front, listing, accountOfOrder).orElse(new Sighting.Range(0, 0));
            shown += seen;
            believed += range.nearest(seen);
            differing += sighting.agrees(front, listing, accountOfOrder) ? 0 : 1;
        }
        List<Seen.Order> orders = sighting.orders().stream()
                .filter(order -> order.accountId().equals(front.accountId()))
                .toList();
        boolean own = front.place().equals(Front.OWN_SITE);
        return new Snapshot.Channel(
                front.name(),
                shown,
                believed,
                differing,
                orders.size(),
                orders.stream().mapToInt(Seen.Order::units).sum(),
                orders.stream()
                        .flatMap(order -> order.lines().stream())
                        .mapToInt(Seen.Line::reserved)
                        .sum(),
                orders.stream().mapToInt(Seen.Order::shipped).sum(),
                own ? site.parcels() : truth.confirmations(front.place()),
                own ? customers.turnedAway() : truth.turnedAway(front.place()),
                own ? new Lags(customers.holdMillis()) : timing.saleToCommit(front),
                timing.commitToShown(front));
    }

    private static List<Snapshot.Place> places(Sighting sighting) {
        Map<String, Snapshot.Place> places = new TreeMap<>();
        sighting.balances()
                .forEach(balance -> places.merge(
                        balance.location(),
                        new Snapshot.Place(balance.location(), balance.available(), balance.reserved()),
                        Snapshot.Place::plus));
        return List.copyOf(places.values());
    }

    private static Map<String, Integer> counts(Sighting sighting, boolean byProvider) {
        Map<String, Integer> counts = new TreeMap<>();
        sighting.fulfilments().stream()
                .filter(order -> order.byProvider() == byProvider)
                .forEach(order -> counts.merge(order.state(), 1, Integer::sum));
        return counts;
    }

    private Snapshot.Feeds feeds() {
        int feeds = 0;
        int applied = 0;
        int rejected = 0;
        for (JsonNode feed : api.feeds()) {
            feeds++;
            applied += feed.path("rowsApplied").asInt();
            rejected += feed.path("rowsRejected").asInt();
        }
        return new Snapshot.Feeds(feeds, applied, rejected);
    }
}
