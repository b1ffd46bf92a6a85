package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Kind;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Locations.ShipsBy;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Site;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.ledger.ReviewLot;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.order.OrderFlags;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.shelf.Bin;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Spot;
import penstock.core.shipping.AssignPicks;
import penstock.core.shipping.ConfirmPick;
import penstock.core.shipping.PutBackPick;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.ShipParcel;
import penstock.core.shipping.ShipTogether;
import penstock.core.store.Database;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.CountedLines;
import penstock.core.warehouse.Counts;
import penstock.core.warehouse.Lots;
import penstock.core.warehouse.StockDetails;
import penstock.core.warehouse.UnsettledLots;
import penstock.core.warehouse.UnsettledLots.UnsettledLot;
import penstock.test.TestDatabase;
import penstock.test.check.BehindTheApp;
import penstock.test.check.MovedClock;

/**
 * A seller whose warehouse keeps bins and whose annex does not: mugs of which each is like the other, honey in lots, cameras
 * with serials. It plays a script, a row a command: what is done, what came of it, what then lies where.
 */
final class Storehouse implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private static final EngineLimits LIMITS = new EngineLimits(2, 50, 1_000, 10);
    private static final int ALL = 1_000;

    final Database database;
    final MovedClock clock = new MovedClock(START);
    final Ids ids = TestDatabase.ids(clock);
    final Engine engine;
    final Bins bins;
    final Lots lots;
    final Counts counts;
    final CountedLines countedLines;
    final StockDetails details;
    final Locations locations;
    final long sellerId;
    final long site;
    private final Map<String, Location> places = new TreeMap<>();
    private final Map<String, Sku> skus = new TreeMap<>();
    private int moves;

    Storehouse() {
        this(TestDatabase.database());
    }

    Storehouse(Database database) {
        this.database = database;
        engine = new Engine(database, clock, ids, LIMITS, seller -> {});
        bins = new Bins(database, clock, ids);
        lots = new Lots(database, clock, ids);
        counts = new Counts(database, clock, ids);
        countedLines = new CountedLines(database, engine, clock);
        details = new StockDetails(database);
        locations = new Locations(database, clock, ids);
        sellerId = new Sellers(database, clock, ids)
                .create("Storehouse", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        ChannelKind kind = new ChannelKind("site", Role.CHANNEL, true, false, false, false, List.of());
        site = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]))
                .open(sellerId, kind, new Accounts.Opening("site", "https://site.example", 1, Map.of(), Map.of()))
                .accountId();
        place("WH", true, 1);
        place("ANNEX", false, 2);
        sku("MUG", Tracking.NONE, new Size(Optional.of(100), Optional.of(100), Optional.of(100), Optional.of(400)));
        sku("HONEY", new Tracking(Tracking.By.LOT, Optional.of(365), Optional.of(30), Optional.of(10)), Size.UNKNOWN);
        sku(
                "CAMERA",
                new Tracking(Tracking.By.SERIAL, Optional.empty(), Optional.empty(), Optional.empty()),
                Size.UNKNOWN);
        bin("A1", "A", Bin.Kind.STORAGE, 5);
        bin("B1", "B", Bin.Kind.STORAGE, 40);
        bin("Q1", "Q", Bin.Kind.QUARANTINE, 90);
        bin("BENCH", "P", Bin.Kind.PACKING, 0);
    }

    private void place(String code, boolean keepsBins, int rank) {
        places.put(
                code,
                locations.create(
                        sellerId,
                        Location.of(
                                code,
                                code,
                                Kind.WAREHOUSE,
                                ShipsBy.SELLER,
                                Optional.empty(),
                                rank,
                                Site.UNKNOWN,
                                keepsBins)));
    }

    void sku(String code, Tracking tracking, Size size) {
        SkuProfile plain = SkuProfile.plain(code, code, Skus.Sharing.POOL, 0);
        SkuProfile profile = new SkuProfile(
                code,
                code,
                plain.kind(),
                plain.unit(),
                plain.decimals(),
                plain.lifecycle(),
                plain.sharing(),
                0,
                tracking,
                size,
                plain.trade(),
                plain.family());
        skus.put(code, new Skus(database, clock, ids).create(sellerId, profile, Optional.empty()));
    }

    void bin(String code, String zone, Bin.Kind kind, int metres) {
        bin(code, zone, kind, metres, Optional.empty(), Bins.State.OPEN);
    }

    void bin(String code, String zone, Bin.Kind kind, int metres, Optional<Integer> volumeCm3, Bins.State state) {
        bins.put(
                sellerId,
                new Bins.PlacedBin(
                        "WH",
                        new Bins.BinProfile(
                                code, "WH-" + code, zone, kind, state, 0, metres, volumeCm3, Optional.empty())));
    }

    void lot(String sku, String code, String expiresOn) {
        lots.create(
                sellerId,
                sku(sku),
                new Lots.LotProfile(code, Optional.empty(), Optional.of(LocalDate.parse(expiresOn)), ""));
    }

    Sku sku(String code) {
        return skus.get(code);
    }

    Location place(String code) {
        return places.get(code);
    }

    StockKey key(String sku, String place) {
        return new StockKey(sku(sku).skuId(), place(place).locationId());
    }

    // the script -----------------------------------------------------------------------------------------------------

    /** Plays the rows; what is before the arrow is done, what is after it is what came of it. */
    String play(String script) {
        return script.lines()
                .map(row -> row.split("->", -1)[0].strip().replaceAll(" +", " "))
                .map(command -> (command + " -> " + play(List.of(command.split(" ")))).strip())
                .collect(Collectors.joining("\n"));
    }

    static String tidy(String script) {
        return script.lines().map(row -> row.strip().replaceAll(" +", " ")).collect(Collectors.joining("\n"));
    }

    private String play(List<String> words) {
        String verb = words.get(0);
        return switch (verb) {
            case "order", "cancel", "gone", "void" -> order(verb, words);
            case "release" -> release(words);
            case "assign" ->
                engine.decide(sellerId, new AssignPicks(fulfilment(words.get(1))))
                                .verdict() + " " + lying(words.get(2), "WH");
            case "pick" -> pick(words);
            case "back" -> putBack(words);
            case "ship" -> ship(words);
            case "together" -> together(words);
            case "block" -> enter(words, Lots.State.BLOCKED);
            case "until" -> until(words);
            case "open" -> enter(words, Lots.State.OPEN);
            case "mark" -> mark(words, Lots.State.BLOCKED).state() + " " + lying(words.get(1), "WH");
            case "settle" -> settle() + " lots";
            case "look" -> look(words);
            default -> move(verb, words);
        };
    }

    /** {@code receive HONEY 5 A1/L1 [> B1] [in ANNEX] [serials S1,S2] [state DAMAGED] [reason LOST]}; {@code -} for no bin or lot. */
    private String move(String verb, List<String> words) {
        String sku = words.get(1);
        String place = after(words, "in").orElse("WH");
        Optional<String> spot =
                words.size() > 3 && words.get(3).contains("/") ? Optional.of(words.get(3)) : Optional.empty();
        List<String> serials =
                after(words, "serials").map(list -> List.of(list.split(","))).orElse(List.of());
        Optional<String> target = after(words, ">");
        Placed placed = new Placed(
                spot.map(text -> bin(part(text, 0))).orElse(OptionalLong.empty()),
                spot.map(text -> lot(sku, part(text, 1))).orElse(OptionalLong.empty()),
                target.map(text -> bin(part(text, 0))).orElse(OptionalLong.empty()),
                target.filter(text -> text.contains("/"))
                        .map(text -> lot(sku, part(text, 1)))
                        .orElse(OptionalLong.empty()),
                serials,
                after(words, "state").map(PhysicalState::valueOf));
        Reply reply = engine.decide(
                sellerId,
                new MoveStock(
                        after(words, "id").orElseGet(() -> "m" + ++moves),
                        MoveStock.Kind.valueOf(verb.toUpperCase(java.util.Locale.ROOT)),
                        key(sku, place),
                        Integer.parseInt(words.get(2)),
                        placed,
                        after(words, "reason").orElse("")));
        return reply.verdict() + " " + lying(sku, place);
    }

    private static Optional<String> after(List<String> words, String word) {
        int at = words.indexOf(word);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    private static String part(String spot, int number) {
        String[] parts = spot.split("/", -1);
        return number < parts.length ? parts[number] : "-";
    }

    private OptionalLong bin(String code) {
        return code.equals("-")
                ? OptionalLong.empty()
                : OptionalLong.of(
                        bins.find(sellerId, "WH", code).map(Bins.Bin::binId).orElse(4711L));
    }

    private OptionalLong lot(String sku, String code) {
        return code.equals("-")
                ? OptionalLong.empty()
                : OptionalLong.of(
                        lots.find(sellerId, sku(sku), code).map(Lots.Lot::lotId).orElse(4711L));
    }

    /**
     * {@code order O1 HONEY 3}; {@code cancel O1 HONEY 2}: two of its units, or as many as were ordered; {@code gone O1 HONEY 2}: the
     * channel says that two have left; {@code void O1 HONEY 2}: that they had when the order was cancelled.
     */
    private String order(String verb, List<String> words) {
        String sku = words.get(2);
        int units = Integer.parseInt(words.get(3));
        boolean cancels = verb.equals("cancel");
        boolean voids = verb.equals("void");
        boolean gone = voids || verb.equals("gone");
        int ordered = cancels || gone
                ? (int) one("select ordered as id from order_line n join sales_order o"
                        + " on o.seller_id = n.seller_id and o.order_id = n.order_id where n.seller_id = ?"
                        + " and o.channel_order_id = '" + words.get(1) + "'")
                : units;
        Reply reply = engine.decide(
                sellerId,
                new ApplyOrder(
                        site,
                        new OrderSnapshot(
                                words.get(1),
                                ++moves,
                                voids ? OrderPhase.CANCELLED : OrderPhase.CONFIRMED,
                                clock.instant(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(new OrderLineSnapshot(
                                        "1", sku, ordered, cancels ? units : 0, gone ? units : 0))),
                        new ApplyOrder.Source(0, Optional.of("recipient"), List.of()),
                        false));
        Reply.LineState line = reply.lines().get(0);
        return "reserved %d short %d %s".formatted(line.reserved(), line.shortUnits(), lying(sku, "WH"));
    }

    /** {@code release O1 HONEY}. */
    private String release(List<String> words) {
        long orderId = one("select order_id as id from sales_order where seller_id = ? and channel_order_id = '"
                + words.get(1) + "'");
        return engine.decide(sellerId, new ReleaseOrder(orderId)).verdict() + " " + lying(words.get(2), "WH");
    }

    /** {@code pick O1 HONEY 2 A1/L1 [serials S1]}. */
    private String pick(List<String> words) {
        String sku = words.get(2);
        Reply reply = engine.decide(
                sellerId,
                new ConfirmPick(
                        after(words, "id").orElseGet(() -> "p" + ++moves),
                        fulfilment(words.get(1)),
                        1,
                        new Spot(
                                bin(part(words.get(4), 0)).orElse(0),
                                lot(sku, part(words.get(4), 1)).orElse(0)),
                        Integer.parseInt(words.get(3)),
                        after(words, "serials")
                                .map(list -> List.of(list.split(",")))
                                .orElse(List.of())));
        return reply.verdict() + " " + lying(sku, "WH");
    }

    /** {@code back O1 HONEY 2 A1/L1}. */
    private String putBack(List<String> words) {
        Reply reply = engine.decide(
                sellerId,
                new PutBackPick(
                        "p" + ++moves,
                        fulfilment(words.get(1)),
                        1,
                        new Spot(
                                bin(part(words.get(4), 0)).orElse(0),
                                lot(words.get(2), part(words.get(4), 1)).orElse(0)),
                        Integer.parseInt(words.get(3)),
                        List.of()));
        return reply.verdict() + " " + lying(words.get(2), "WH");
    }

    /** {@code ship O1 HONEY 2}. */
    private String ship(List<String> words) {
        Reply reply = engine.decide(
                sellerId,
                new ShipParcel(
                        fulfilment(words.get(1)),
                        "box" + ++moves,
                        "UPS",
                        "1Z",
                        clock.instant(),
                        Map.of(1, Integer.parseInt(words.get(3)))));
        return reply.verdict() + " " + lying(words.get(2), "WH");
    }

    /** {@code together O1,O2 MUG}: all that is left of them, in one parcel. */
    private String together(List<String> words) {
        List<Long> fulfilments =
                Stream.of(words.get(1).split(",")).map(this::fulfilment).toList();
        Reply reply =
                engine.decide(sellerId, new ShipTogether(fulfilments, "box" + ++moves, "UPS", "1Z", clock.instant()));
        return reply.verdict() + " " + lying(words.get(2), "WH");
    }

    /** {@code block HONEY L1}, {@code open HONEY L1}. */
    private String enter(List<String> words, Lots.State state) {
        Lots.Lot lot = mark(words, state);
        engine.decide(sellerId, new ReviewLot(sku(words.get(1)).skuId(), lot.lotId()));
        return lot.state() + " " + lying(words.get(1), "WH");
    }

    /** {@code mark HONEY L1}: blocks a lot and dies before its units are withheld. */
    private Lots.Lot mark(List<String> words, Lots.State state) {
        return change(words, new Lots.Change(Optional.of(state), Optional.empty(), Optional.of("a test")));
    }

    private Lots.Lot change(List<String> words, Lots.Change change) {
        return lots.change(sellerId, Actor.OPERATOR, sku(words.get(1)), words.get(2), change)
                .orElseThrow();
    }

    /** {@code until HONEY L1 2027-05-01}: another last day. */
    private String until(List<String> words) {
        Lots.Lot lot = change(
                words,
                new Lots.Change(
                        Optional.empty(), Optional.of(LocalDate.parse(words.get(3))), Optional.of("tested again")));
        engine.decide(sellerId, new ReviewLot(sku(words.get(1)).skuId(), lot.lotId()));
        return lying(words.get(1), "WH");
    }

    /** What the duty does: how many lots there were whose units did not stand as they should. */
    private int settle() {
        List<UnsettledLot> unsettled = unsettled();
        unsettled.forEach(lot -> engine.decide(sellerId, new ReviewLot(lot.skuId(), lot.lotId())));
        return unsettled.size();
    }

    List<UnsettledLot> unsettled() {
        return new UnsettledLots(database, clock).list(sellerId, 0, ALL);
    }

    /** {@code look HONEY O1 [in ANNEX]}: what the line has, and what the ledger says of the SKU. */
    private String look(List<String> words) {
        String of = " from order_line n join sales_order o on o.seller_id = n.seller_id and o.order_id = n.order_id"
                + " where n.seller_id = ? and o.channel_order_id = '" + words.get(2) + "'";
        StockKey key = key(words.get(1), after(words, "in").orElse("WH"));
        String at = " from balance where seller_id = ? and sku_id = " + key.skuId() + " and location_id = "
                + key.locationId();
        return "reserved %d short %d, available %d withheld %d"
                .formatted(
                        one("select n.reserved as id" + of),
                        one("select n.ordered - n.reserved - n.shipped - n.backordered - n.cancelled as id" + of),
                        one("select available as id" + at),
                        one("select withheld as id" + at));
    }

    /** The order's fulfilment order, 0 if it has none. */
    private long fulfilment(String channelOrderId) {
        return one("select coalesce(max(f.fulfilment_id), 0) as id from fulfilment_order f join sales_order o"
                + " on o.seller_id = f.seller_id and o.order_id = f.order_id where f.seller_id = ?"
                + " and o.channel_order_id = '" + channelOrderId + "'");
    }

    long one(String sql) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(sql, row -> row.getLong("id"), sellerId)
                        .orElseThrow());
    }

    /** {@code A1/L1 5(2)  -/- 3  damaged A1/L1 1}: units, in brackets those that are allocated. */
    String lying(String sku, String place) {
        return details.list(sellerId, sku, place, "", StockDetails.After.NOTHING, ALL).stream()
                .map(view -> (view.state().equals("SOUND") ? "" : view.state().toLowerCase(java.util.Locale.ROOT) + " ")
                        + dash(view.bin()) + "/" + dash(view.lot()) + " " + view.units()
                        + (view.allocated() == 0 ? "" : "(" + view.allocated() + ")"))
                .collect(Collectors.joining(", "));
    }

    /** Why an order's flags were raised, the latest first. */
    List<String> flags(String order) {
        long orderId = one(
                "select order_id as id from sales_order where seller_id = ? and channel_order_id = '" + order + "'");
        return new OrderFlags(database)
                .list(sellerId, orderId, ALL).stream()
                        .map(OrderFlags.FlagView::reason)
                        .toList();
    }

    private static String dash(String code) {
        return code.isEmpty() ? "-" : code;
    }

    /** What is to be picked, in the order of the walk. */
    String picks() {
        return details.picks(sellerId, "WH", List.of(), ALL).stream()
                .map(pick -> pick.sku() + " " + pick.units() + " "
                        + (pick.unassigned() ? "unassigned" : dash(pick.bin()) + "/" + dash(pick.lot())))
                .collect(Collectors.joining(", "));
    }

    /** Every invariant holds. */
    void requireSound() {
        Findings findings =
                Check.asChecker(BehindTheApp.checkerLogin(), clock).run(new Scope(OptionalLong.of(sellerId), false, 5));
        assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
    }

    @Override
    public void close() {
        engine.close();
    }
}
