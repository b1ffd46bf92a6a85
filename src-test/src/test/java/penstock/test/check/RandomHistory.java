package penstock.test.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Order;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.ProviderUpdate.ProviderStatus;
import penstock.core.message.RefusalReason;
import penstock.core.order.ApplyOrder;
import penstock.core.order.EndHold;
import penstock.core.order.MapParkedLines;
import penstock.core.order.PlaceHold;
import penstock.core.shipping.AdvanceFulfilment;
import penstock.core.shipping.ApplyProviderUpdate;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.shipping.ShipParcel;
import penstock.core.supplier.MirrorFigures;

/** What can happen to a seller, drawn from a seed: everything the engine decides, in any order, with repeats. */
final class RandomHistory {

    /** Commands that come at once now and then, so that they share a batch. */
    private static final int BURST = 6;

    /** What a random move is; units that were expected come where they are promised. */
    private static final List<MoveStock.Kind> KINDS = List.of(
            MoveStock.Kind.RECEIVE,
            MoveStock.Kind.ADJUST,
            MoveStock.Kind.COUNT,
            MoveStock.Kind.DAMAGE,
            MoveStock.Kind.REPAIR);

    private final SampleSeller seller;
    private final RandomGenerator random;
    private final PretendChannels channels;
    private final Optional<RandomPromises> promises;
    private final List<Sent> orders = new ArrayList<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final Map<Long, Long> released = new TreeMap<>(); // by order, up to which posting
    private int holds;
    private int moves;
    private int parcels;
    private int unknownSkus;

    /** An order as its channel last told it. */
    private static final class Sent {
        final long accountId;
        OrderSnapshot snapshot;

        Sent(long accountId, OrderSnapshot snapshot) {
            this.accountId = accountId;
            this.snapshot = snapshot;
        }
    }

    private record Fulfilment(long id, String state, int attempt, Optional<String> providerOrderId) {}

    private record Line(int lineNo, int open) {}

    /** An order of which something waits to be handed to fulfilment, and the posting that told of it last. */
    private record ToRelease(long orderId, long toldAt, boolean noted) {}

    /** Of a seller who promises only what is there, and sells no kits. */
    RandomHistory(SampleSeller seller, RandomGenerator random) {
        this(seller, random, Optional.empty());
    }

    RandomHistory(SampleSeller seller, RandomGenerator random, Optional<RandomPromises> promises) {
        this.seller = seller;
        this.promises = promises;
        this.random = random;
        this.channels = new PretendChannels(seller, random);
        if (promises.isPresent()) {
            seller.offerKit("SET-1", Map.of("SKU-A", 1, "SKU-B", 2));
            seller.offerKit("SET-2", Map.of("SKU-B", 1, "SKU-C", 3)); // they share a component
        }
    }

    /** The channels, to be brought to rest. */
    PretendChannels channels() {
        return channels;
    }

    /** What was decided how often, so that a test sees that the history was no idle one. */
    Map<String, Integer> verdicts() {
        return verdicts;
    }

    void step() {
        seller.clock.move(Duration.ofSeconds(random.nextInt(90)));
        if (random.nextInt(6) == 0) {
            channels.round();
            return;
        }
        List<Command> commands = new ArrayList<>();
        int count = random.nextInt(10) == 0 ? BURST : 1;
        for (int i = 0; i < count; i++) {
            next().ifPresent(commands::add);
        }
        if (!commands.isEmpty() && random.nextInt(20) == 0) {
            commands.add(commands.get(0)); // a repeat
        }
        List<CompletableFuture<Reply>> replies = commands.stream()
                .map(command -> seller.engine.submit(seller.sellerId, command))
                .toList();
        for (int i = 0; i < replies.size(); i++) {
            String what = commands.get(i).getClass().getSimpleName() + " "
                    + replies.get(i).join().verdict();
            verdicts.merge(what, 1, Integer::sum);
        }
    }

    private Optional<Command> next() {
        if (promises.isPresent() && random.nextInt(4) == 0) {
            return promises.get().next();
        }
        int dice = random.nextInt(100);
        if (dice < 22) {
            return Optional.of(moveStock());
        } else if (dice < 38) {
            return Optional.of(newOrder());
        } else if (dice < 54) {
            return changedOrder();
        } else if (dice < 62) {
            return Optional.of(hold());
        } else if (dice < 65) {
            return Optional.of(mapParked());
        } else if (dice < 69) {
            return Optional.of(mirror());
        } else if (dice < 79) {
            return release();
        } else {
            return fulfil();
        }
    }

    // stock ----------------------------------------------------------------------------------------------------------

    private Command moveStock() {
        MoveStock.Kind kind = random.nextBoolean() ? MoveStock.Kind.RECEIVE : any(KINDS);
        int quantity = switch (kind) {
            case RECEIVE -> 5 + random.nextInt(promises.isPresent() ? 10 : 60);
            case ADJUST -> random.nextInt(-8, 9);
            case COUNT -> random.nextInt(60);
            default -> 1 + random.nextInt(6);
        };
        return new MoveStock("move-" + ++moves, kind, place(), quantity);
    }

    private StockKey place() {
        long location = random.nextInt(3) == 0 ? seller.providerPlace : seller.warehouse;
        return seller.at(location, any(SampleSeller.SKUS));
    }

    private Command mirror() {
        List<MirrorFigures.Figure> figures = SampleSeller.SKUS.stream()
                .map(code -> new MirrorFigures.Figure(seller.sku(code), random.nextInt(50)))
                .toList();
        return new MirrorFigures(
                seller.ids.next(), seller.providerPlace, any(List.of(MirrorFigures.Meaning.values())), figures);
    }

    // orders ---------------------------------------------------------------------------------------------------------

    private Command newOrder() {
        long account = any(List.of(seller.market, seller.bazaar, seller.site));
        int count = 1 + random.nextInt(4);
        List<OrderLineSnapshot> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(line("" + i, account));
        }
        OrderPhase phase = random.nextInt(5) == 0 ? OrderPhase.PENDING : OrderPhase.CONFIRMED;
        OrderSnapshot plain =
                placed(seller.clock.instant(), seller.snapshot("O-" + (orders.size() + 1), 1, phase, lines));
        boolean withHold = account == seller.site && holds > 0 && random.nextBoolean();
        OrderSnapshot snapshot = withHold ? takingHold(plain) : plain;
        if (promises.isPresent() && random.nextBoolean()) {
            snapshot = snapshot.takingBackorders();
        }
        orders.add(new Sent(account, snapshot));
        return new ApplyOrder(account, snapshot, 0, account == seller.site);
    }

    /** A channel counts an order off its number when it is placed. */
    private static OrderSnapshot placed(Instant at, OrderSnapshot order) {
        return new OrderSnapshot(
                order.channelOrderId(),
                order.revision(),
                order.phase(),
                at,
                order.shipBy(),
                order.holdId(),
                order.recipient(),
                order.lines());
    }

    private OrderSnapshot takingHold(OrderSnapshot plain) {
        return new OrderSnapshot(
                plain.channelOrderId(),
                plain.revision(),
                plain.phase(),
                plain.placedAt(),
                Optional.empty(),
                Optional.of("H-" + (1 + random.nextInt(holds))),
                Optional.empty(),
                plain.lines());
    }

    private OrderLineSnapshot line(String id, long account) {
        String channelSku = channelSku(account);
        int ordered = 1 + random.nextInt(6);
        if (isShared(channelSku) && account != seller.site) {
            int left = channels.left(account, channelSku);
            channelSku = left > 0 ? channelSku : channelSku.replace("SKU-P", "SKU-A");
            ordered = left > 0 ? Math.min(left, ordered) : ordered;
        }
        int cancelled = random.nextInt(12) == 0 ? random.nextInt(ordered + 1) : 0;
        channels.sold(account, channelSku, ordered);
        return new OrderLineSnapshot(id, channelSku, ordered, cancelled);
    }

    /** A channel sells no more of it than it shows; what it does not share is sold as it comes. */
    private static boolean isShared(String channelSku) {
        return channelSku.startsWith("SKU-P");
    }

    private String channelSku(long account) {
        if (random.nextInt(12) == 0 && account != seller.site) {
            return "UNKNOWN-" + (unknownSkus + random.nextInt(2));
        }
        if (promises.isPresent() && random.nextInt(5) == 0) {
            return any(List.of("SET-1", "SET-2"));
        }
        return any(SampleSeller.SKUS) + (account == seller.bazaar ? "-2PACK" : "");
    }

    private Optional<Command> changedOrder() {
        if (orders.isEmpty()) {
            return Optional.empty();
        }
        Sent sent = any(orders);
        OrderSnapshot before = sent.snapshot;
        List<OrderLineSnapshot> lines = new ArrayList<>();
        before.lines().forEach(line -> lines.add(changed(line)));
        if (random.nextInt(6) == 0) {
            lines.add(line("" + (lines.size() + 1), sent.accountId));
        }
        OrderSnapshot after = seller.snapshot(
                before.channelOrderId(), before.revision() + random.nextInt(-1, 4), phase(before), lines);
        after = placed(before.placedAt(), after);
        boolean newer = after.revision() > before.revision();
        if (newer) {
            sent.snapshot = after;
        }
        return Optional.of(new ApplyOrder(sent.accountId, after, 0, sent.accountId == seller.site));
    }

    private OrderPhase phase(OrderSnapshot before) {
        int dice = random.nextInt(5);
        if (dice == 0) {
            return OrderPhase.CANCELLED;
        }
        return dice == 1 ? before.phase() : OrderPhase.CONFIRMED;
    }

    private OrderLineSnapshot changed(OrderLineSnapshot line) {
        int most = isShared(line.channelSku()) ? line.ordered() : Integer.MAX_VALUE;
        int difference = random.nextInt(3) == 0 ? random.nextInt(-2, 3) : 0;
        int ordered = Math.min(most, Math.max(1, line.ordered() + difference));
        int cancelled = random.nextInt(4) == 0 ? random.nextInt(ordered + 1) : Math.min(ordered, line.cancelled());
        return new OrderLineSnapshot(line.channelLineId(), line.channelSku(), ordered, cancelled);
    }

    private Command hold() {
        if (holds > 0 && random.nextBoolean()) {
            Order.Phase because = random.nextBoolean() ? Order.Phase.RELEASED : Order.Phase.EXPIRED;
            return new EndHold(seller.site, "H-" + (1 + random.nextInt(holds)), because);
        }
        Instant until = seller.clock.instant().plus(Duration.ofMinutes(1 + random.nextInt(30)));
        List<PlaceHold.Line> lines = List.of(
                new PlaceHold.Line(any(SampleSeller.SKUS), 1 + random.nextInt(4)),
                new PlaceHold.Line(any(SampleSeller.SKUS), 1 + random.nextInt(4)));
        boolean takesBackorders = promises.isPresent() && random.nextBoolean();
        return new PlaceHold(seller.site, "H-" + ++holds, until, lines, takesBackorders);
    }

    private Command mapParked() {
        String channelSku = "UNKNOWN-" + unknownSkus++;
        long account = random.nextBoolean() ? seller.market : seller.bazaar;
        seller.bind(account, channelSku, any(List.of("SKU-A", "SKU-B", "SKU-C")), 1 + random.nextInt(2));
        return new MapParkedLines(account, channelSku);
    }

    // fulfilment -----------------------------------------------------------------------------------------------------

    private Optional<Command> release() {
        List<ToRelease> due = toRelease().stream()
                .filter(order -> order.noted() || order.toldAt() > releasedAt(order.orderId()))
                .toList();
        followTail(due);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        ToRelease order = any(due);
        released.put(order.orderId(), order.toldAt());
        return Optional.of(new ReleaseOrder(order.orderId()));
    }

    private long releasedAt(long orderId) {
        return released.getOrDefault(orderId, 0L);
    }

    private List<ToRelease> toRelease() {
        return seller.list(
                """
                select o.order_id, t.told_at,
                       exists (select from order_release n
                                where n.seller_id = o.seller_id and n.order_id = o.order_id) as noted
                  from sales_order o
                 cross join lateral (
                       select max(p.position) as told_at from posting p
                        where p.seller_id = o.seller_id and p.cause = 'ORDER' and p.cause_id = o.order_id
                          and p.to_condition = 'reserved') t
                 where o.seller_id = :seller and o.phase = 'CONFIRMED'
                   and exists (select from reservation r
                                where r.seller_id = o.seller_id and r.order_id = o.order_id
                                  and r.state = 'PENDING' and r.fulfilment_id is null)
                 order by o.order_id
                """, row -> new ToRelease(row.getLong("order_id"), row.getLong("told_at"), row.getBoolean("noted")));
    }

    /** Up to the first posting of an order that has not been released since: from there on the tail tells of it. */
    private void followTail(List<ToRelease> due) {
        Set<Long> open = due.stream().map(ToRelease::orderId).collect(Collectors.toSet());
        long stop = seller.list("""
                        select position, cause_id from posting
                         where seller_id = :seller and cause = 'ORDER' and to_condition = 'reserved'
                         order by position
                        """, row -> new long[] {row.getLong("position"), row.getLong("cause_id")}).stream()
                .filter(posting -> open.contains(posting[1]) && posting[0] > releasedAt(posting[1]))
                .mapToLong(posting -> posting[0] - 1)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        seller.write("""
                update release_cursor c set position = least(s.head, %d)
                  from seller s where c.seller_id = :seller and s.seller_id = :seller
                """.formatted(stop));
    }

    private Optional<Command> fulfil() {
        List<Fulfilment> live = seller.list(
                """
                select * from (
                    select fulfilment_id, state, attempt, provider_order_id,
                           row_number() over (order by fulfilment_id) as number
                      from fulfilment_order where seller_id = :seller) as f
                 where state not in ('SHIPPED', 'CANCELLED', 'REFUSED') or number % 7 = 0
                 order by number
                """,
                row -> new Fulfilment(
                        row.getLong("fulfilment_id"),
                        row.getText("state"),
                        row.getInt("attempt"),
                        row.findText("provider_order_id")));
        if (live.isEmpty()) {
            return Optional.empty();
        }
        Fulfilment fulfilment = any(live);
        return Optional.of(fulfilment.providerOrderId().isPresent() ? provider(fulfilment) : warehouse(fulfilment));
    }

    private Command warehouse(Fulfilment fulfilment) {
        if (random.nextInt(3) == 0) {
            FulfilmentOrder.State to =
                    random.nextBoolean() ? FulfilmentOrder.State.PICKED : FulfilmentOrder.State.PACKED;
            return new AdvanceFulfilment(fulfilment.id(), to);
        }
        Map<Integer, Integer> units = random.nextBoolean() ? Map.of() : someOf(fulfilment);
        return new ShipParcel(fulfilment.id(), "P-" + ++parcels, "UPS", "1Z" + parcels, seller.clock.instant(), units);
    }

    private Command provider(Fulfilment fulfilment) {
        return switch (fulfilment.state()) {
            case "SUBMITTING" ->
                random.nextInt(4) == 0
                        ? settle(fulfilment, SettleProviderOrder.Asked.CREATE)
                        : new ClaimSubmission(fulfilment.id(), 0);
            case "UNKNOWN" ->
                settle(
                        fulfilment,
                        random.nextBoolean() ? SettleProviderOrder.Asked.CREATE : SettleProviderOrder.Asked.READ_BACK);
            case "CANCELLING" ->
                random.nextBoolean() ? settle(fulfilment, SettleProviderOrder.Asked.CANCEL) : providerSays(fulfilment);
            default -> providerSays(fulfilment);
        };
    }

    private Command settle(Fulfilment fulfilment, SettleProviderOrder.Asked asked) {
        Outcome outcome = any(List.of(
                new Outcome.Done("ref"),
                new Outcome.Done("ref"),
                new Outcome.Pending("ref"),
                new Outcome.NotSent(Duration.ofSeconds(30), "busy"),
                new Outcome.Unknown("ref", "timeout"),
                new Outcome.Refused(
                        any(List.of(
                                RefusalReason.NOT_FOUND,
                                RefusalReason.CANNOT_FULFIL,
                                RefusalReason.ALREADY_DONE,
                                RefusalReason.INVALID)),
                        "no")));
        return new SettleProviderOrder(fulfilment.id(), fulfilment.attempt(), 0, asked, outcome);
    }

    private Command providerSays(Fulfilment fulfilment) {
        ProviderStatus status = any(List.of(
                ProviderStatus.ACCEPTED,
                ProviderStatus.ACCEPTED,
                ProviderStatus.COMPLETE,
                ProviderStatus.COMPLETE,
                ProviderStatus.CANCELLED,
                ProviderStatus.REFUSED));
        List<ProviderUpdate.Parcel> sent = new ArrayList<>();
        if (random.nextBoolean()) {
            List<ProviderUpdate.ParcelLine> lines = someOf(fulfilment).entrySet().stream()
                    .map(line -> new ProviderUpdate.ParcelLine(line.getKey(), line.getValue()))
                    .toList();
            sent.add(new ProviderUpdate.Parcel("PP-" + ++parcels, "DHL", "JD" + parcels, lines));
        }
        ProviderUpdate update = new ProviderUpdate(
                fulfilment.providerOrderId().orElseThrow(),
                status,
                status.name().toLowerCase(java.util.Locale.ROOT),
                sent);
        return new ApplyProviderUpdate(seller.provider, update, 0);
    }

    private Map<Integer, Integer> someOf(Fulfilment fulfilment) {
        Map<Integer, Integer> units = new TreeMap<>();
        List<Line> lines =
                seller.list("""
                select line_no, quantity - shipped - cancelled as open from fulfilment_line
                 where seller_id = :seller and fulfilment_id = %d order by line_no
                """.formatted(fulfilment.id()), row -> new Line(row.getInt("line_no"), row.getInt("open")));
        lines.stream()
                .filter(line -> line.open() > 0 && random.nextInt(3) > 0)
                .forEach(line -> units.put(line.lineNo(), 1 + random.nextInt(line.open())));
        return units;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
