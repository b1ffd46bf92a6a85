package penstock.core.purchasing;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.purchasing.Announcement.Line;
import penstock.core.purchasing.Announcement.State;
import penstock.core.purchasing.PurchaseRows.Stored;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** What suppliers say is on its way. It was ordered, so it is incoming already: no stock moves. Any thread. */
public final class Announcements {

    private final Database database;
    private final Engine engine;

    public Announcements(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    /** An announcement's row. */
    record StoredAnnouncement(
            long id,
            long locationId,
            long supplierId,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            Announcement announcement) {}

    /** Notes an announcement, of lines of open orders of one supplier that go to one place. */
    public Reply announce(long sellerId, Announcement wish) {
        return engine.together(sellerId, (transaction, book) -> {
            byte[] hash = ContentHash.of(wish.content());
            Optional<StoredAnnouncement> before = find(transaction, wish.number());
            if (before.isPresent()) {
                return Repeats.of(before.get().contentHash(), hash, before.get().id());
            }
            long supplierId = Suppliers.id(transaction, "supplier", wish.supplier());
            Map<String, Stored> orders = orders(transaction, wish);
            long locationId = onePlace(orders, supplierId);
            long id = book.nextId();
            transaction.update(
                    """
                    insert into announcement (seller_id, announcement_id, number, content_hash, supplier_id, location_id,
                                              expected_on, state, created_at)
                    select s.seller_id, ?, ?, ?, ?, ?, ?::date, 'ANNOUNCED', ?::timestamptz from seller s where s.seller_id = ?
                    """,
                    id,
                    wish.number(),
                    hash,
                    supplierId,
                    locationId,
                    wish.expectedOn().map(LocalDate::toString).orElse(null),
                    book.now(),
                    sellerId);
            insertLines(transaction, id, wish.lines(), orders);
            return Reply.of(Verdict.CREATED, id);
        });
    }

    private static void insertLines(Transaction transaction, long id, List<Line> lines, Map<String, Stored> orders) {
        transaction.update(
                """
                insert into announcement_line (seller_id, announcement_id, line_no, purchase_id, purchase_line_no, units, sscc)
                select s.seller_id, ?, u.line_no, u.purchase_id, u.purchase_line_no, u.units, u.sscc
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::int[], ?::text[]) with ordinality
                           as u (purchase_id, purchase_line_no, units, sscc, line_no)
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .value(id)
                        .longs(line -> Objects.requireNonNull(orders.get(line.order()))
                                .order()
                                .purchaseId())
                        .ints(Line::orderLine)
                        .ints(Line::units)
                        .texts(line -> line.sscc().orElse(null))
                        .then(transaction.sellerId()));
    }

    private static Map<String, Stored> orders(Transaction transaction, Announcement wish) {
        Map<String, Stored> orders = new LinkedHashMap<>();
        for (Line line : wish.lines()) {
            Stored stored = orders.computeIfAbsent(
                    line.order(),
                    number -> new PurchaseRows(transaction)
                            .find(number)
                            .orElseThrow(() -> new InvalidField(
                                    "order",
                                    number,
                                    Reason.UNKNOWN_VALUE,
                                    "names no purchase order of ours; announce what was ordered")));
            if (line.orderLine() < 1
                    || line.orderLine() > stored.order().lines().size()) {
                throw new InvalidField(
                        "orderLine",
                        "" + line.orderLine(),
                        Reason.OUT_OF_RANGE,
                        "is no line of order " + line.order() + ", which has "
                                + stored.order().lines().size());
            }
            if (!stored.order().state().isOpen()) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        PurchasingFault.ORDER_NOT_OPEN,
                        "order " + line.order() + " is " + stored.order().state() + ", so nothing of it is expected");
            }
        }
        return orders;
    }

    private static long onePlace(Map<String, Stored> orders, long supplierId) {
        long place = orders.values().iterator().next().locationId();
        if (orders.values().stream()
                .anyMatch(order -> order.locationId() != place || order.supplierId() != supplierId)) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.ORDERS_DIFFER,
                    "an announcement is of one supplier's orders to one place; announce the others apart");
        }
        return place;
    }

    /** Takes an announcement back that nothing has come of; the orders stay expected. */
    public Reply cancel(long sellerId, String number) {
        return engine.together(sellerId, (transaction, book) -> {
            StoredAnnouncement stored =
                    find(transaction, number).orElseThrow(() -> Repeats.noSuch("announcement", number));
            if (stored.announcement().state() == State.CANCELLED) {
                return Reply.of(Verdict.EXISTS, stored.id());
            }
            boolean came = stored.announcement().state() == State.RECEIVED
                    || stored.announcement().lines().stream().anyMatch(line -> line.received() > 0);
            if (came) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        PurchasingFault.ALREADY_RECEIVED,
                        "units of announcement " + number + " have come; receive its rest as complete");
            }
            enter(transaction, stored.id(), State.CANCELLED);
            return Reply.of(Verdict.CHANGED, stored.id());
        });
    }

    static void enter(Transaction transaction, long id, State state) {
        transaction.update(
                "update announcement set state = ? where seller_id = ? and announcement_id = ?",
                state.name(),
                transaction.sellerId(),
                id);
    }

    /** A line of an order, as an announcement names it. */
    record OrderLine(String order, int line) {}

    /** Notes units that came of orders' lines, on the announcement's lines of them in their order. */
    static void receive(Transaction transaction, StoredAnnouncement stored, Map<OrderLine, Integer> units) {
        Map<OrderLine, Integer> left = new HashMap<>(units);
        Map<Integer, Integer> came = new LinkedHashMap<>();
        List<Line> lines = stored.announcement().lines();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            OrderLine of = new OrderLine(line.order(), line.orderLine());
            int taken = Math.min(left.getOrDefault(of, 0), line.units() - line.received());
            if (taken > 0) {
                came.put(i + 1, taken);
                left.merge(of, -taken, Integer::sum);
            }
        }
        if (!came.isEmpty()) {
            transaction.update(
                    """
                    update announcement_line l set received = l.received + u.units
                      from unnest(?::int[], ?::int[]) as u (line_no, units)
                     where l.seller_id = ? and l.announcement_id = ? and l.line_no = u.line_no
                    """,
                    Columns.of(came.entrySet())
                            .ints(Map.Entry::getKey)
                            .ints(Map.Entry::getValue)
                            .then(transaction.sellerId(), stored.id()));
        }
    }

    static Optional<StoredAnnouncement> find(Transaction transaction, String number) {
        return list(transaction, "a.number = ?", number, 1).stream().findFirst();
    }

    public Optional<Announcement> find(long sellerId, String number) {
        return database.transact(
                sellerId, transaction -> find(transaction, number).map(StoredAnnouncement::announcement));
    }

    /** Announcements by number, those after one. */
    public List<Announcement> list(long sellerId, String after, int limit) {
        return database.transact(
                sellerId,
                transaction -> list(transaction, "a.number > ?", after, limit).stream()
                        .map(StoredAnnouncement::announcement)
                        .toList());
    }

    private static List<StoredAnnouncement> list(Transaction transaction, String which, String number, int limit) {
        return transaction.list(
                """
                select a.*, p.code as supplier
                  from announcement a
                  join supplier p on p.seller_id = a.seller_id and p.supplier_id = a.supplier_id
                 where a.seller_id = ? and %s
                 order by a.number
                 limit ?
                """.formatted(which), row -> stored(transaction, row), transaction.sellerId(), number, limit);
    }

    private static StoredAnnouncement stored(Transaction transaction, Row row) throws SQLException {
        long id = row.getLong("announcement_id");
        List<Line> lines = new ArrayList<>(transaction.list(
                """
                select l.*, o.number
                  from announcement_line l
                  join purchase_order o on o.seller_id = l.seller_id and o.purchase_id = l.purchase_id
                 where l.seller_id = ? and l.announcement_id = ?
                 order by l.line_no
                """,
                line -> new Line(
                        line.getText("number"),
                        line.getInt("purchase_line_no"),
                        line.getInt("units"),
                        line.getInt("received"),
                        line.findText("sscc")),
                transaction.sellerId(),
                id));
        return new StoredAnnouncement(
                id,
                row.getLong("location_id"),
                row.getLong("supplier_id"),
                row.getBytes("content_hash"),
                new Announcement(
                        row.getText("number"),
                        row.getText("supplier"),
                        row.findText("expected_on").map(LocalDate::parse),
                        State.valueOf(row.getText("state")),
                        lines));
    }
}
