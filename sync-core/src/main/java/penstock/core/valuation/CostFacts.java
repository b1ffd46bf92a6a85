package penstock.core.valuation;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import penstock.core.costing.BookingDays;
import penstock.core.costing.CostAccount;
import penstock.core.costing.CostEvent;
import penstock.core.costing.CostMethod;
import penstock.core.costing.Moment;
import penstock.core.money.Price;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Reads postings and documents as events, in order. One transaction. */
final class CostFacts {

    /** Owned is what lies at a location that is not the supplier's, and is there: incoming units are not yet. */
    private static final String POSTINGS = """
            select p.position, p.sku_id, p.quantity, p.posted_at, p.cause, p.cause_id,
                   coalesce(f.kind <> 'SUPPLIER' and p.from_condition <> 'incoming', false) as from_owned,
                   coalesce(t.kind <> 'SUPPLIER' and p.to_condition <> 'incoming', false) as to_owned,
                   case when p.from_location = 0 then p.from_condition else 'supplier' end as giver,
                   case when p.to_location = 0 then p.to_condition else 'supplier' end as taker,
                   coalesce(s.order_id, b.order_id,
                            case when p.cause in ('ORDER', 'PRODUCTION', 'SERVICE') then p.cause_id end, 0) as order_id,
                   coalesce(s.account_id, 0) as account_id
              from posting p
              left join location f on f.seller_id = p.seller_id and f.location_id = p.from_location
              left join location t on t.seller_id = p.seller_id and t.location_id = p.to_location
              left join shipment s on s.seller_id = p.seller_id and p.cause = 'SHIPMENT' and s.shipment_id = p.cause_id
              left join return_item i on i.seller_id = p.seller_id and p.cause = 'RETURN' and i.item_id = p.cause_id
              left join sales_return b on b.seller_id = i.seller_id and b.return_id = i.return_id
             where p.seller_id = ? and p.position > ? and p.position <= ?
            """;

    private static final String LINES = """
            select d.document_no, d.kind, d.counts_after, d.recorded_at, l.sku_id, l.layer, l.amount, l.per_units
              from cost_document d
              join cost_document_line l on l.seller_id = d.seller_id and l.document_no = d.document_no
             where d.seller_id = ? and l.seller_id = ? and d.document_no > ? and d.document_no <= ?
            """;

    private final Transaction transaction;
    private final List<Ruling> rulings;
    private final BookingDays days;

    CostFacts(Transaction transaction) {
        this.transaction = transaction;
        this.rulings = transaction.list("""
                select * from cost_document
                 where seller_id = ? and kind in ('METHOD', 'PERIOD_CLOSE') order by document_no
                """, CostFacts::ruling, transaction.sellerId());
        this.days = new BookingDays(rulings.stream()
                .filter(ruling -> ruling.method().isEmpty())
                .map(close -> new BookingDays.Close(close.countsAfter(), close.documentNo(), close.date()))
                .toList());
    }

    /** An event of a SKU. */
    record OfSku(long skuId, CostEvent event) {}

    /**
     * A document that concerns all SKUs.
     *
     * @param date the last day of the closed months
     * @param method empty where it closes months
     */
    record Ruling(long documentNo, long countsAfter, Instant recordedAt, LocalDate date, Optional<CostMethod> method) {}

    List<Ruling> rulings() {
        return rulings;
    }

    /** Which method counts after a document. */
    CostMethod methodAfter(long documentNo) {
        return rulings.stream()
                .filter(ruling -> ruling.documentNo() <= documentNo)
                .flatMap(ruling -> ruling.method().stream())
                .reduce((first, second) -> second)
                .orElse(CostDocuments.DEFAULT_METHOD);
    }

    /** The last closed day, if any month was closed. */
    Optional<LocalDate> closedThrough() {
        return days.closes().stream().map(BookingDays.Close::through).max(LocalDate::compareTo);
    }

    Moment moment(Ruling ruling) {
        return days.moment(ruling.countsAfter(), ruling.documentNo(), day(ruling.recordedAt()));
    }

    /** Postings after one position up to another, of all SKUs. */
    List<OfSku> postings(long after, long through) {
        return present(transaction.list(
                POSTINGS + " order by p.position", this::posting, transaction.sellerId(), after, through));
    }

    /** A page of one SKU's postings that cross the border of owned stock. */
    List<OfSku> postings(long skuId, long after, long through, int limit) {
        return present(transaction.list(
                "select * from (" + POSTINGS + " and p.sku_id = ?) as p where from_owned <> to_owned"
                        + " order by p.position limit ?",
                this::posting,
                transaction.sellerId(),
                after,
                through,
                skuId,
                limit));
    }

    private static List<OfSku> present(List<Optional<OfSku>> found) {
        return found.stream().flatMap(Optional::stream).toList();
    }

    /** Lines of documents after one number up to another, of all SKUs. */
    List<OfSku> lines(long after, long through) {
        return transaction.list(
                LINES + " order by d.document_no, l.line_no",
                this::line,
                transaction.sellerId(),
                transaction.sellerId(),
                after,
                through);
    }

    /** What the documents up to a number say of a SKU, the closing of months included. */
    List<OfSku> documents(long skuId, long through) {
        List<OfSku> all = new ArrayList<>(transaction.list(
                LINES + " and l.sku_id = ? order by d.document_no, l.line_no",
                this::line,
                transaction.sellerId(),
                transaction.sellerId(),
                0L,
                through,
                skuId));
        rulings.stream()
                .filter(ruling -> ruling.method().isEmpty() && ruling.documentNo() <= through)
                .forEach(close -> all.add(new OfSku(skuId, new CostEvent.PeriodClosed(moment(close), close.date()))));
        all.sort(Comparator.comparing(event -> event.event().moment()));
        return all;
    }

    private Optional<OfSku> posting(Row row) throws SQLException {
        boolean fromOwned = row.getBoolean("from_owned");
        boolean toOwned = row.getBoolean("to_owned");
        if (fromOwned == toOwned) {
            return Optional.empty();
        }
        Moment moment = days.moment(row.getLong("position"), 0, day(row.getInstant("posted_at")));
        int quantity = row.getInt("quantity");
        String cause = row.getText("cause") + " " + row.getLong("cause_id");
        CostAccount other = account(row.getText(toOwned ? "giver" : "taker"));
        long orderId = row.getLong("order_id");
        CostEvent event;
        if (fromOwned) {
            event = new CostEvent.Issued(moment, quantity, other, orderId, row.getLong("account_id"), cause);
        } else if (other == CostAccount.COST_OF_GOODS_SOLD || other == CostAccount.PRODUCTION) {
            event = new CostEvent.Returned(moment, quantity, other, orderId, cause);
        } else {
            event = new CostEvent.Received(moment, quantity, other, cause);
        }
        return Optional.of(new OfSku(row.getLong("sku_id"), event));
    }

    private static CostAccount account(String outside) {
        return switch (outside) {
            case "supplier" -> CostAccount.PURCHASES;
            case "customer" -> CostAccount.COST_OF_GOODS_SOLD;
            case "adjustment" -> CostAccount.ADJUSTMENTS;
            case "production" -> CostAccount.PRODUCTION;
            case "maintenance" -> CostAccount.MAINTENANCE;
            case "disposal" -> CostAccount.DISPOSALS;
            default -> throw new IllegalStateException("nothing is known of what comes from or goes to " + outside);
        };
    }

    private OfSku line(Row row) throws SQLException {
        Moment moment = days.moment(
                row.getLong("counts_after"), row.getLong("document_no"), day(row.getInstant("recorded_at")));
        long layer = row.getLong("layer");
        long amount = row.getLong("amount");
        Price price = new Price(Math.max(0, amount), row.getLong("per_units"));
        return new OfSku(
                row.getLong("sku_id"),
                switch (row.getText("kind")) {
                    case "RECEIPT_COST" -> new CostEvent.Priced(moment, layer, amount, CostAccount.PURCHASES);
                    case "OPENING_COST" -> new CostEvent.Priced(moment, layer, amount, CostAccount.OPENING_BALANCE);
                    case "LANDED_COST" -> new CostEvent.Corrected(moment, layer, amount, CostAccount.LANDED_COSTS);
                    case "PRICE_DIFFERENCE" -> new CostEvent.Corrected(moment, layer, amount, CostAccount.PURCHASES);
                    case "PRODUCTION_COST" -> new CostEvent.Priced(moment, layer, amount, CostAccount.PRODUCTION);
                    case "CONVERSION_COST" ->
                        new CostEvent.Charged(moment, amount, CostAccount.CONVERSION_COSTS, CostAccount.PRODUCTION);
                    case "PRODUCTION_LOSS" ->
                        new CostEvent.Charged(moment, amount, CostAccount.PRODUCTION, CostAccount.PRODUCTION_LOSSES);
                    case "NET_REALISABLE_VALUE" -> new CostEvent.NetRealisable(moment, price);
                    default -> new CostEvent.StandardSet(moment, price);
                });
    }

    private static Ruling ruling(Row row) throws SQLException {
        return new Ruling(
                row.getLong("document_no"),
                row.getLong("counts_after"),
                row.getInstant("recorded_at"),
                LocalDate.parse(row.getText("document_date")),
                row.findText("method").map(CostMethod::valueOf));
    }

    /** Books are kept in UTC. */
    static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
