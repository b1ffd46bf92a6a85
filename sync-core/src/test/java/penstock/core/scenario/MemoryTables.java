package penstock.core.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import penstock.core.book.BackorderLoader;
import penstock.core.book.Balance;
import penstock.core.book.Cause;
import penstock.core.book.Changes;
import penstock.core.book.Edited;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Loader;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Parcel;
import penstock.core.book.Posting;
import penstock.core.book.Productions;
import penstock.core.book.Reservation;
import penstock.core.book.StockKey;
import penstock.core.book.StockMoveRow;
import penstock.core.scenario.Tables.BalanceRow;
import penstock.core.scenario.Tables.FulfilmentLineRow;
import penstock.core.scenario.Tables.FulfilmentRow;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Tables.MoveRow;
import penstock.core.scenario.Tables.OrderRow;
import penstock.core.scenario.Tables.ParcelLineRow;
import penstock.core.scenario.Tables.ParcelRow;
import penstock.core.scenario.Tables.PostingRow;
import penstock.core.scenario.Tables.ReservationRow;
import penstock.core.shelf.ShelfLoader;

/** The tables as maps. One thread. */
final class MemoryTables implements Loader {

    private record Exposure(int units, long from) {}

    private final MemoryEdits edits = new MemoryEdits();
    private final Map<StockKey, BalanceRow> balances = new HashMap<>();
    private final List<PostingRow> postings = new ArrayList<>();
    private final TreeMap<Long, OrderRow> orders = new TreeMap<>();
    private final Map<String, Long> orderIds = new HashMap<>();
    private final TreeMap<Long, TreeMap<Integer, LineRow>> lines = new TreeMap<>();
    private final TreeMap<Long, TreeMap<Long, ReservationRow>> reservations = new TreeMap<>();
    private final TreeMap<Long, FulfilmentRow> fulfilments = new TreeMap<>();
    private final TreeMap<Long, TreeMap<Integer, FulfilmentLineRow>> fulfilmentLines = new TreeMap<>();
    private final TreeMap<Long, ParcelRow> parcels = new TreeMap<>();
    private final TreeMap<Long, List<ParcelLineRow>> parcelLines = new TreeMap<>();
    private final Map<String, MoveRow> moves = new HashMap<>();
    private final Set<Long> toRelease = new HashSet<>();
    private final Map<Long, Map<Long, Exposure>> exposures = new HashMap<>();
    private final MemoryPromises promises = new MemoryPromises(orders::get);

    // read
    // -------------------------------------------------------------------------------------------------------------------

    Tables asTheyStand() {
        return new Tables(
                balances.values().stream()
                        .sorted(Comparator.comparing(BalanceRow::skuId).thenComparing(BalanceRow::locationId))
                        .toList(),
                List.copyOf(postings),
                List.copyOf(orders.values()),
                lines.values().stream().flatMap(rows -> rows.values().stream()).toList(),
                reservations.values().stream()
                        .flatMap(rows -> rows.values().stream())
                        .sorted(Comparator.comparing(ReservationRow::reservationId))
                        .toList(),
                List.copyOf(fulfilments.values()),
                fulfilmentLines.values().stream()
                        .flatMap(rows -> rows.values().stream())
                        .toList(),
                List.copyOf(parcels.values()),
                parcelLines.values().stream().flatMap(List::stream).toList(),
                moves.values().stream()
                        .sorted(Comparator.comparing(MoveRow::moveId))
                        .toList(),
                promises.asTheyStand());
    }

    boolean isToBeReleased(long orderId) {
        return toRelease.contains(orderId)
                && orders.get(orderId).phase().equals("CONFIRMED")
                && rows(reservations, orderId).stream().anyMatch(row -> row.open() > 0 && row.fulfilmentId() == 0);
    }

    @Override
    public Optional<Order> findOrder(long orderId) {
        return Optional.ofNullable(orders.get(orderId)).map(this::order);
    }

    @Override
    public Optional<Order> findOrder(long accountId, String channelOrderId) {
        return Optional.ofNullable(orderIds.get(accountId + "/" + channelOrderId))
                .flatMap(this::findOrder);
    }

    @Override
    public Productions.Rows productions() {
        throw new UnsupportedOperationException("nothing is made here");
    }

    @Override
    public List<Order> orders(Collection<Long> orderIds) {
        return orderIds.stream().flatMap(id -> findOrder(id).stream()).toList();
    }

    @Override
    public List<FulfilmentOrder> fulfilments(Collection<Long> fulfilmentIds) {
        return fulfilmentIds.stream().flatMap(id -> findFulfilment(id).stream()).toList();
    }

    private Order order(OrderRow row) {
        Order order = new Order(
                new Order.Identity(
                        row.orderId(), row.accountId(), row.channelOrderId(), row.placedAt(), row.expiresAt()),
                new Order.Standing(
                        Order.Phase.valueOf(row.phase()),
                        new Order.Reading(
                                row.revision(),
                                HexFormat.of().parseHex(row.contentHash()),
                                row.inboxId(),
                                row.recipientMark()),
                        row.shipBy(),
                        row.notUnderstood(),
                        row.rejectionMark()),
                true);
        Map<Integer, OrderLine> byNo = new HashMap<>();
        for (LineRow line : rows(lines, row.orderId())) {
            OrderLine.Figures figures = new OrderLine.Figures(
                    line.ordered(),
                    line.reserved(),
                    line.shipped(),
                    line.backordered(),
                    line.cancelled(),
                    line.elsewhere(),
                    line.shortUnits(),
                    line.cancelWanted());
            OrderLine loaded = OrderLine.stored(
                    order,
                    line.lineNo(),
                    line.channelLineId(),
                    line.channelSku(),
                    line.skuId(),
                    line.packSize(),
                    figures,
                    line.mapped() ? null : line.parkedReason());
            order.attach(loaded);
            promises.attachTo(loaded);
            byNo.put(line.lineNo(), loaded);
        }
        for (ReservationRow one : rows(reservations, row.orderId())) {
            OrderLine line = byNo.get(one.lineNo());
            line.attach(Reservation.stored(
                    one.reservationId(),
                    line,
                    one.locationId(),
                    one.quantity(),
                    one.posted(),
                    one.voided(),
                    Reservation.State.valueOf(one.state()),
                    one.fulfilmentId()));
        }
        return order;
    }

    private static <K, R> List<R> rows(Map<Long, TreeMap<K, R>> table, long key) {
        TreeMap<K, R> rows = table.get(key);
        return rows == null ? List.of() : List.copyOf(rows.values());
    }

    @Override
    public List<Balance> balances(long skuId) {
        return balances.values().stream()
                .filter(row -> row.skuId() == skuId)
                .map(row -> Balance.stored(
                        new StockKey(row.skuId(), row.locationId()),
                        row.available(),
                        row.reserved(),
                        row.qualityControl(),
                        row.damaged(),
                        row.incoming(),
                        row.withheld()))
                .toList();
    }

    @Override
    public List<Long> ordersReserving(StockKey key, int limit) {
        return reservations.values().stream()
                .flatMap(rows -> rows.values().stream())
                .filter(row -> row.skuId() == key.skuId()
                        && row.locationId() == key.locationId()
                        && row.state().equals("PENDING"))
                .map(ReservationRow::orderId)
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Long> ordersShortOf(long skuId, int limit) {
        return allLines()
                .filter(row -> row.skuId() == skuId && row.shortUnits() > 0)
                .map(LineRow::orderId)
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Long> ordersParkedFor(long accountId, String channelSku, int limit) {
        return allLines()
                .filter(row -> !row.mapped() && row.channelSku().equals(channelSku))
                .map(LineRow::orderId)
                .distinct()
                .filter(order -> orders.get(order).accountId() == accountId)
                .limit(limit)
                .toList();
    }

    private Stream<LineRow> allLines() {
        return lines.values().stream().flatMap(rows -> rows.values().stream());
    }

    @Override
    public BackorderLoader backorders() {
        return promises;
    }

    MemoryPromises promises() {
        return promises;
    }

    @Override
    public Edited.Rows edits() {
        return edits;
    }

    @Override
    public Map<Long, Integer> exposures(long skuId) {
        Map<Long, Integer> left = new HashMap<>();
        exposures
                .getOrDefault(skuId, Map.of())
                .forEach((account, exposure) ->
                        left.put(account, Math.max(0, exposure.units() - drained(skuId, account, exposure.from()))));
        return left;
    }

    private int drained(long skuId, long accountId, long from) {
        return postings.stream()
                .filter(row -> row.position() > from
                        && row.skuId() == skuId
                        && row.cause().equals("ORDER")
                        && orders.get(row.causeId()).accountId() == accountId)
                .mapToInt(row -> row.toCondition().equals("reserved") ? row.quantity() : -row.quantity())
                .sum();
    }

    @Override
    public Optional<FulfilmentOrder> findFulfilment(long fulfilmentId) {
        Optional<FulfilmentRow> found = Optional.ofNullable(fulfilments.get(fulfilmentId));
        return found.map(row -> {
            FulfilmentOrder fulfilment = new FulfilmentOrder(
                    fulfilmentId,
                    row.orderId(),
                    row.locationId(),
                    row.providerAccountId(),
                    row.createdAt(),
                    FulfilmentOrder.State.valueOf(row.state()),
                    row.attempt(),
                    row.nextAttemptAt().orElse(null),
                    0,
                    true);
            for (FulfilmentLineRow line : rows(fulfilmentLines, fulfilmentId)) {
                fulfilment.attach(new FulfilmentLine(
                        line.lineNo(),
                        line.orderLineNo(),
                        line.reservationId(),
                        line.skuId(),
                        line.quantity(),
                        line.shipped(),
                        line.cancelled(),
                        true));
            }
            return fulfilment;
        });
    }

    @Override
    public Optional<StockMoveRow> findStockMove(String callerId) {
        return Optional.ofNullable(moves.get(callerId))
                .map(row -> new StockMoveRow(
                        row.moveId(), callerId, HexFormat.of().parseHex(row.contentHash()), row.kind()));
    }

    /** No location of these keeps detail, so none is asked for. */
    @Override
    public ShelfLoader shelves() {
        return new NoShelves();
    }

    @Override
    public List<Parcel> parcels(long orderId) {
        return parcels.values().stream()
                .filter(row -> row.orderId() == orderId)
                .sorted(Comparator.comparing(ParcelRow::packageNo))
                .map(row -> new Parcel(
                        row.shipmentId(),
                        row.fulfilmentId(),
                        orderId,
                        row.accountId(),
                        row.callerId(),
                        HexFormat.of().parseHex(row.contentHash()),
                        row.packageNo(),
                        row.carrier(),
                        row.trackingNumber(),
                        row.shippedAt(),
                        !row.confirmation().equals("NOT_NEEDED"),
                        parcelLines.get(row.shipmentId()).stream()
                                .map(line ->
                                        new Parcel.Content(line.orderLineNo(), line.reservationId(), line.quantity()))
                                .toList()))
                .toList();
    }

    // write ----------------------------------------------------------------------------------------------------------

    /** What an account may have sold since the last posting that is here. */
    void expose(long accountId, long skuId, int units) {
        exposures.computeIfAbsent(skuId, key -> new HashMap<>()).put(accountId, new Exposure(units, postings.size()));
    }

    void write(Changes changes) {
        if (changes.isEmpty()) {
            return;
        }
        changes.orders().inserts().forEach(order -> {
            require(orderIds.put(order.accountId() + "/" + order.channelOrderId(), order.orderId()) == null);
            require(orders.put(order.orderId(), OrderRow.of(order)) == null);
        });
        changes.orders().updates().forEach(order -> require(orders.put(order.orderId(), OrderRow.of(order)) != null));
        changes.edits().forEach(edits::add);
        changes.lines().inserts().forEach(line -> require(put(line) == null));
        changes.lines().updates().forEach(line -> require(put(line) != null));
        changes.reservations().inserts().forEach(reservation -> require(put(reservation) == null));
        changes.reservations().updates().forEach(reservation -> require(put(reservation) != null));
        changes.releases().done().forEach(toRelease::remove);
        changes.postings().forEach(this::add);
        changes.balances()
                .inserts()
                .forEach(balance -> require(balances.put(balance.key(), BalanceRow.of(balance)) == null));
        changes.balances()
                .updates()
                .forEach(balance -> require(balances.put(balance.key(), BalanceRow.of(balance)) != null));
        changes.fulfilments().inserts().forEach(fulfilment -> require(put(fulfilment) == null));
        changes.fulfilments().updates().forEach(fulfilment -> require(put(fulfilment) != null));
        changes.parcels().forEach(this::add);
        toRelease.addAll(changes.releases().wanted());
        promises.write(changes.backorders());
        changes.stockMoves()
                .forEach(move -> require(moves.put(
                                move.callerId(),
                                new MoveRow(
                                        move.moveId(), move.callerId(), Tables.hex(move.contentHash()), move.kind()))
                        == null));
    }

    private static void require(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalStateException("a row is inserted twice, or updated without being there");
        }
    }

    private @org.jspecify.annotations.Nullable LineRow put(OrderLine line) {
        return lines.computeIfAbsent(line.order().orderId(), order -> new TreeMap<>())
                .put(
                        line.lineNo(),
                        new LineRow(
                                line.order().orderId(),
                                line.lineNo(),
                                line.channelLineId(),
                                line.channelSku(),
                                line.skuId(),
                                line.ordered(),
                                line.reserved(),
                                line.shipped(),
                                line.backordered(),
                                line.cancelled(),
                                line.elsewhere(),
                                line.shortUnits(),
                                line.cancelWanted(),
                                line.packSize(),
                                line.parkedReason()));
    }

    private @org.jspecify.annotations.Nullable ReservationRow put(Reservation reservation) {
        OrderLine line = reservation.line();
        return reservations
                .computeIfAbsent(line.order().orderId(), order -> new TreeMap<>())
                .put(
                        reservation.reservationId(),
                        new ReservationRow(
                                reservation.reservationId(),
                                line.order().orderId(),
                                line.lineNo(),
                                reservation.key().skuId(),
                                reservation.key().locationId(),
                                reservation.quantity(),
                                reservation.posted(),
                                reservation.voided(),
                                reservation.state().name(),
                                reservation.fulfilmentId()));
    }

    private void add(Posting posting) {
        postings.add(new PostingRow(
                postings.size() + 1,
                posting.skuId(),
                posting.from().locationId(),
                posting.from().condition(),
                posting.to().locationId(),
                posting.to().condition(),
                posting.quantity(),
                posting.cause().kind().name(),
                posting.cause().id()));
        if (posting.cause().kind() == Cause.Kind.ORDER
                && posting.to().condition().equals("reserved")) {
            toRelease.add(posting.cause().id());
        }
    }

    private @org.jspecify.annotations.Nullable FulfilmentRow put(FulfilmentOrder fulfilment) {
        FulfilmentRow before = fulfilments.get(fulfilment.fulfilmentId());
        TreeMap<Integer, FulfilmentLineRow> rows = new TreeMap<>();
        for (FulfilmentLine line : fulfilment.lines()) {
            rows.put(
                    line.lineNo(),
                    new FulfilmentLineRow(
                            fulfilment.fulfilmentId(),
                            line.lineNo(),
                            line.orderLineNo(),
                            line.reservationId(),
                            line.skuId(),
                            line.quantity(),
                            line.shipped(),
                            line.cancelled()));
        }
        fulfilmentLines.put(fulfilment.fulfilmentId(), rows);
        return fulfilments.put(
                fulfilment.fulfilmentId(),
                new FulfilmentRow(
                        fulfilment.fulfilmentId(),
                        fulfilment.orderId(),
                        fulfilment.locationId(),
                        fulfilment.providerAccountId(),
                        fulfilment.createdAt(),
                        fulfilment.state().name(),
                        fulfilment.attempt(),
                        fulfilment.providerStatus().orElse(before == null ? "" : before.providerStatus()),
                        fulfilment.refusedReason().orElse(before == null ? "" : before.refusedReason()),
                        fulfilment.nextAttemptAt()));
    }

    private void add(Parcel parcel) {
        require(parcels.values().stream()
                .noneMatch(other -> other.orderId() == parcel.orderId() && other.packageNo() == parcel.packageNo()));
        require(parcels.put(
                        parcel.shipmentId(),
                        new ParcelRow(
                                parcel.shipmentId(),
                                parcel.fulfilmentId(),
                                parcel.orderId(),
                                parcel.accountId(),
                                parcel.callerId(),
                                Tables.hex(parcel.contentHash()),
                                parcel.packageNo(),
                                parcel.carrier(),
                                parcel.trackingNumber(),
                                parcel.shippedAt(),
                                parcel.toConfirm() ? "QUEUED" : "NOT_NEEDED"))
                == null);
        parcelLines.put(
                parcel.shipmentId(),
                parcel.contents().stream()
                        .map(line -> new ParcelLineRow(
                                parcel.shipmentId(), line.orderLineNo(), line.reservationId(), line.quantity()))
                        .sorted(Comparator.comparing(ParcelLineRow::reservationId))
                        .toList());
    }
}
