package penstock.core.valuation;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import penstock.core.costing.CostAccount;
import penstock.core.costing.CostEvent;
import penstock.core.costing.CostMethod;
import penstock.core.costing.Moment;
import penstock.core.costing.SkuCosts;
import penstock.core.costing.SkuFold;
import penstock.core.money.Price;
import penstock.core.money.Shares;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * What stock is and was worth, what was sold cost, and how it came to that. Amounts are minor units of the seller's
 * currency. A report says how far the projection has come ({@link Reached}). Any thread.
 */
public final class ValuationReports {

    /** SKUs whose worth by every method is found in one page, at most: their whole history is read. */
    public static final int MAX_COMPARED = 20;

    private final Database database;

    public ValuationReports(Database database) {
        this.database = database;
    }

    /** What the projection reflects, and the rules that count now. */
    public record Reached(
            long position,
            long head,
            long documentNo,
            String currency,
            CostMethod method,
            Optional<LocalDate> closedThrough) {}

    /** Units of a SKU, what they cost, and by how much less they are worth. */
    public record SkuWorth(String skuCode, long units, long value, long allowance) {}

    /** A part of a SKU's worth by where its units are; group is the location's kind. */
    public record PlaceWorth(
            String skuCode, String locationCode, String group, long units, long value, long allowance) {}

    /** A SKU's worth and the cost of what was sold, had that method always been used. */
    public record MethodWorth(
            String skuCode, CostMethod method, long units, long value, long allowance, long costOfGoodsSold) {}

    /** What the units of a SKU that were sold through a channel account cost; account 0 where nobody knows. */
    public record SoldCost(String skuCode, long channelAccountId, long units, long amount) {}

    /** A layer as it is shown. */
    public record LayerView(
            long layer,
            LocalDate receivedOn,
            String cause,
            int quantity,
            int remaining,
            long goods,
            long landed,
            Optional<Long> value,
            boolean provisional) {}

    /** Where an entry stands in the journal. */
    public record EntryKey(long position, long documentNo, long skuId, int lineNo) {

        /** Before the first. */
        public static final EntryKey BEGINNING = new EntryKey(0, 0, 0, 0);
    }

    /** An entry as it is shown; reference and caller's id are its document's, {@code ""} without one. */
    public record EntryView(
            EntryKey key,
            LocalDate bookedOn,
            String skuCode,
            String from,
            String to,
            long quantity,
            long amount,
            long channelAccountId,
            long layer,
            String documentKind,
            String callerId,
            String reference) {}

    public Reached reached(long sellerId) {
        return database.transact(sellerId, transaction -> {
            CursorRow cursor = CursorRow.read(transaction);
            CostFacts facts = new CostFacts(transaction);
            return new Reached(
                    cursor.position(),
                    CursorRow.head(transaction),
                    cursor.documentNo(),
                    CostDocuments.ownCurrency(transaction).getCurrencyCode(),
                    facts.methodAfter(Long.MAX_VALUE),
                    facts.closedThrough());
        });
    }

    /** Worth at the end of a day, a page of SKUs by code. */
    public List<SkuWorth> worth(long sellerId, LocalDate day, String afterCode, int limit) {
        return database.transact(sellerId, transaction -> worth(transaction, day, afterCode, limit));
    }

    private static List<SkuWorth> worth(Transaction transaction, LocalDate day, String afterCode, int limit) {
        return transaction.list(
                """
                select s.code, w.*
                  from sku s
                 cross join lateral (
                       select coalesce(sum(case when to_account = 'STOCK' then quantity
                                                when from_account = 'STOCK' then -quantity end), 0)::bigint as units,
                              coalesce(sum(case when to_account = 'STOCK' then amount
                                                when from_account = 'STOCK' then -amount end), 0)::bigint as value,
                              coalesce(sum(case when from_account = 'STOCK_ALLOWANCE' then amount
                                                when to_account = 'STOCK_ALLOWANCE' then -amount end), 0)::bigint as allowance
                         from cost_entry e
                        where e.seller_id = ? and e.sku_id = s.sku_id and e.booked_on <= ?::date) as w
                 where s.seller_id = ? and s.code > ?
                 order by s.code
                 limit ?
                """,
                row -> new SkuWorth(
                        row.getText("code"), row.getLong("units"), row.getLong("value"), row.getLong("allowance")),
                transaction.sellerId(),
                day.toString(),
                transaction.sellerId(),
                afterCode,
                limit);
    }

    /** Worth of all SKUs together at the end of a day; its SKU code is {@code ""}. */
    public SkuWorth total(long sellerId, LocalDate day) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                """
                                select coalesce(sum(case when to_account = 'STOCK' then quantity
                                                         when from_account = 'STOCK' then -quantity end), 0)::bigint as units,
                                       coalesce(sum(case when to_account = 'STOCK' then amount
                                                         when from_account = 'STOCK' then -amount end), 0)::bigint as value,
                                       coalesce(sum(case when from_account = 'STOCK_ALLOWANCE' then amount
                                                         when to_account = 'STOCK_ALLOWANCE' then -amount end), 0)::bigint
                                           as allowance
                                  from cost_entry
                                 where seller_id = ? and booked_on <= ?::date
                                """,
                                row -> new SkuWorth(
                                        "", row.getLong("units"), row.getLong("value"), row.getLong("allowance")),
                                sellerId,
                                day.toString())
                        .orElseThrow());
    }

    /** Worth at the end of a day by location, a page of SKUs: a SKU's worth is divided by its units, to the minor unit. */
    public List<PlaceWorth> worthByLocation(long sellerId, LocalDate day, String afterCode, int limit) {
        return database.transact(sellerId, transaction -> {
            List<PlaceWorth> places = new ArrayList<>();
            for (SkuWorth sku : worth(transaction, day, afterCode, limit)) {
                places.addAll(divide(sku, PlaceUnits.list(transaction, sku.skuCode(), day)));
            }
            return places;
        });
    }

    private static List<PlaceWorth> divide(SkuWorth sku, List<PlaceUnits> places) {
        if (places.isEmpty()) { // units that were booked on a later day than they moved on lie nowhere in between
            return sku.value() == 0
                    ? List.of()
                    : List.of(new PlaceWorth(sku.skuCode(), "", "", sku.units(), sku.value(), sku.allowance()));
        }
        List<Long> units = places.stream().map(PlaceUnits::units).toList();
        long[] values = Shares.split(sku.value(), units);
        long[] allowances = Shares.split(sku.allowance(), units);
        List<PlaceWorth> divided = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            PlaceUnits place = places.get(i);
            divided.add(new PlaceWorth(
                    sku.skuCode(), place.locationCode(), place.group(), place.units(), values[i], allowances[i]));
        }
        return divided;
    }

    /** Worth at the end of a day by every method side by side, a page of at most {@link #MAX_COMPARED} SKUs. */
    public List<MethodWorth> compare(long sellerId, LocalDate day, String afterCode, int limit) {
        record Sku(long skuId, String code) {}
        return database.transact(sellerId, transaction -> {
            CursorRow cursor = CursorRow.read(transaction);
            CostFacts facts = new CostFacts(transaction);
            List<Sku> skus = transaction.list(
                    "select sku_id, code from sku where seller_id = ? and code > ? order by code limit ?",
                    row -> new Sku(row.getLong("sku_id"), row.getText("code")),
                    sellerId,
                    afterCode,
                    Math.min(limit, MAX_COMPARED));
            List<MethodWorth> all = new ArrayList<>();
            for (Sku sku : skus) {
                all.addAll(compare(facts, sku.skuId(), sku.code(), cursor, day));
            }
            return all;
        });
    }

    private static List<MethodWorth> compare(
            CostFacts facts, long skuId, String code, CursorRow cursor, LocalDate day) {
        Map<CostMethod, SkuCosts> costs = new EnumMap<>(CostMethod.class);
        Map<CostMethod, Long> sold = new EnumMap<>(CostMethod.class);
        for (CostMethod method : CostMethod.values()) {
            costs.put(
                    method,
                    SkuFold.by(
                            method,
                            Stream.of(),
                            entry -> sold.merge(method, entry.on(CostAccount.COST_OF_GOODS_SOLD), Math::addExact)));
        }
        Valuing.events(facts, skuId, cursor.position(), cursor.documentNo())
                .filter(event -> !event.moment().bookedOn().isAfter(day))
                .forEachOrdered(event -> costs.values().forEach(each -> each.apply(event)));
        LocalDate monthEnd = day.withDayOfMonth(1).plusMonths(1).minusDays(1);
        CostEvent over = new CostEvent.PeriodClosed(new Moment(Long.MAX_VALUE, Long.MAX_VALUE, day), monthEnd);
        costs.values().forEach(each -> each.apply(over));
        return costs.entrySet().stream()
                .map(each -> new MethodWorth(
                        code,
                        each.getKey(),
                        each.getValue().totals().units(),
                        each.getValue().totals().value(),
                        each.getValue().totals().allowance(),
                        sold.getOrDefault(each.getKey(), 0L)))
                .toList();
    }

    /** What was sold between two days cost, both included, by SKU and channel account; a page of SKUs by code. */
    public List<SoldCost> costOfGoodsSold(long sellerId, LocalDate from, LocalDate to, String afterCode, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, c.*
                          from (select * from sku
                                 where seller_id = ? and code > ? order by code limit ?) as s
                         cross join lateral (
                               select e.channel_account_id,
                                      sum(case when e.to_account = 'COST_OF_GOODS_SOLD' then e.quantity
                                               else -e.quantity end)::bigint as units,
                                      sum(case when e.to_account = 'COST_OF_GOODS_SOLD' then e.amount
                                               else -e.amount end)::bigint as amount
                                 from cost_entry e
                                where e.seller_id = ? and e.sku_id = s.sku_id and e.booked_on between ?::date and ?::date
                                  and 'COST_OF_GOODS_SOLD' in (e.from_account, e.to_account)
                                group by e.channel_account_id) as c
                         order by s.code, c.channel_account_id
                        """,
                        row -> new SoldCost(
                                row.getText("code"),
                                row.getLong("channel_account_id"),
                                row.getLong("units"),
                                row.getLong("amount")),
                        sellerId,
                        afterCode,
                        limit,
                        sellerId,
                        from.toString(),
                        to.toString()));
    }

    /** Layers of a SKU, the oldest first, those after one. */
    public List<LayerView> layers(long sellerId, String skuCode, boolean onlyOpen, long after, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select l.*, v.method in ('FIFO', 'LIFO') as valued
                          from sku s
                          join cost_layer l on l.seller_id = s.seller_id and l.sku_id = s.sku_id
                          join sku_value v on v.seller_id = s.seller_id and v.sku_id = s.sku_id
                         where s.seller_id = ? and s.code = ? and l.layer > ? and (not ? or l.remaining > 0)
                         order by l.layer
                         limit ?
                        """,
                        row -> new LayerView(
                                row.getLong("layer"),
                                LocalDate.parse(row.getText("received_on")),
                                row.getText("cause"),
                                row.getInt("quantity"),
                                row.getInt("remaining"),
                                row.getLong("goods"),
                                row.getLong("landed"),
                                row.getBoolean("valued") ? Optional.of(row.getLong("value")) : Optional.empty(),
                                row.getBoolean("provisional")),
                        sellerId,
                        skuCode,
                        after,
                        onlyOpen,
                        limit));
    }

    /** What units of SKUs cost last by a document, else by standard; SKUs of which nobody has said it are missing. */
    public Map<Long, Price> lastCosts(long sellerId, Collection<Long> skuIds) {
        Map<Long, Price> found = new HashMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select v.sku_id, coalesce(v.last_amount, v.standard_amount) as amount,
                               case when v.last_amount is null then v.standard_units else v.last_units end as units
                          from sku_value v
                         where v.seller_id = ? and v.sku_id = any (?::bigint[])
                           and coalesce(v.last_amount, v.standard_amount) is not null
                        """,
                        row -> found.put(row.getLong("sku_id"), new Price(row.getLong("amount"), row.getLong("units"))),
                        sellerId,
                        skuIds.toArray(Long[]::new)));
        return found;
    }

    /** The stock journal between two days, both included, in the order it was written; entries after one. */
    public List<EntryView> journal(long sellerId, LocalDate from, LocalDate to, EntryKey after, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select e.*, s.code, coalesce(d.kind, '') as kind, coalesce(d.caller_id, '') as caller_id,
                               coalesce(d.reference, '') as reference
                          from cost_entry e
                          join sku s on s.seller_id = e.seller_id and s.sku_id = e.sku_id
                          left join cost_document d on d.seller_id = e.seller_id and d.document_no = e.document_no
                         where e.seller_id = ? and (e.position, e.document_no, e.sku_id, e.line_no) > (?, ?, ?, ?)
                           and e.booked_on between ?::date and ?::date
                         order by e.position, e.document_no, e.sku_id, e.line_no
                         limit ?
                        """,
                        ValuationReports::entry,
                        sellerId,
                        after.position(),
                        after.documentNo(),
                        after.skuId(),
                        after.lineNo(),
                        from.toString(),
                        to.toString(),
                        limit));
    }

    private static EntryView entry(Row row) throws SQLException {
        return new EntryView(
                new EntryKey(
                        row.getLong("position"),
                        row.getLong("document_no"),
                        row.getLong("sku_id"),
                        row.getInt("line_no")),
                LocalDate.parse(row.getText("booked_on")),
                row.getText("code"),
                row.getText("from_account"),
                row.getText("to_account"),
                row.getLong("quantity"),
                row.getLong("amount"),
                row.getLong("channel_account_id"),
                row.getLong("layer"),
                row.getText("kind"),
                row.getText("caller_id"),
                row.getText("reference"));
    }
}
