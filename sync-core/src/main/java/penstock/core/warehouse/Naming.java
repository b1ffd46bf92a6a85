package penstock.core.warehouse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.book.Book;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.ledger.Placed;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Lots.LotProfile;

/** Finds the bins and lots that a document names, all at once, and enters the lots that it brings along. One transaction. */
public final class Naming {

    /** Units of a SKU, as they are named. */
    public record Wanted(Sku sku, Named named) {}

    private record LotKey(long skuId, String code) {}

    private record KnownLot(long lotId, Optional<LocalDate> expiresOn) {}

    private final Transaction transaction;
    private final Book book;

    private Naming(Transaction transaction, Book book) {
        this.transaction = transaction;
        this.book = book;
    }

    /**
     * Where each is put, in their order.
     *
     * @throws Refusal if there is no such bin or lot
     * @throws InvalidField if a lot is said to expire otherwise than is known
     */
    public static List<Placed> find(Transaction transaction, Book book, long locationId, List<Wanted> wanted) {
        Naming naming = new Naming(transaction, book);
        Map<String, Long> bins = naming.bins(
                locationId,
                wanted.stream()
                        .flatMap(one -> one.named().bin().stream())
                        .distinct()
                        .toList());
        Map<LotKey, KnownLot> lots = naming.lots(wanted);
        List<Placed> placed = new ArrayList<>();
        for (Wanted one : wanted) {
            placed.add(new Placed(
                    one.named().bin().map(code -> bin(bins, code)).orElse(OptionalLong.empty()),
                    one.named()
                            .lot()
                            .map(code -> OptionalLong.of(lot(lots, one, code)))
                            .orElse(OptionalLong.empty()),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    one.named().serialNos()));
        }
        return placed;
    }

    private static OptionalLong bin(Map<String, Long> bins, String code) {
        return OptionalLong.of(Optional.ofNullable(bins.get(code))
                .orElseThrow(() -> unknown(Verdict.UNKNOWN_BIN, "there is no bin " + code + "; create it first")));
    }

    private static long lot(Map<LotKey, KnownLot> lots, Wanted wanted, String code) {
        KnownLot lot = Optional.ofNullable(lots.get(new LotKey(wanted.sku().skuId(), code)))
                .orElseThrow(() -> unknown(
                        Verdict.UNKNOWN_LOT,
                        wanted.sku().code() + " has no lot " + code
                                + "; create it first, or say when it was made or expires"));
        wanted.named()
                .expiresOn()
                .filter(day -> !lot.expiresOn().equals(Optional.of(day)))
                .ifPresent(day -> {
                    throw new InvalidField(
                            "expiresOn",
                            "" + day,
                            Reason.CONTRADICTION,
                            "is not when lot " + code + " expires: "
                                    + lot.expiresOn().map(LocalDate::toString).orElse("never")
                                    + "; it is another lot, or one of the two is wrong");
                });
        return lot.lotId();
    }

    private static Refusal unknown(Verdict verdict, String detail) {
        return new Refusal(verdict, verdict, detail);
    }

    private Map<String, Long> bins(long locationId, Collection<String> codes) {
        Map<String, Long> found = new HashMap<>();
        if (!codes.isEmpty()) {
            transaction.list(
                    """
                    select b.code, b.bin_id
                      from unnest(?::text[]) as k (code)
                     cross join lateral (
                           select * from bin b
                            where b.seller_id = ? and b.location_id = ? and b.code = k.code) as b
                    """,
                    row -> found.put(row.getText("code"), row.getLong("bin_id")),
                    Columns.of(codes).texts(code -> code).then(transaction.sellerId(), locationId));
        }
        return found;
    }

    private Map<LotKey, KnownLot> lots(List<Wanted> wanted) {
        Map<LotKey, Wanted> named = new LinkedHashMap<>();
        wanted.forEach(one -> one.named()
                .lot()
                .ifPresent(code -> named.merge(
                        new LotKey(one.sku().skuId(), code),
                        one,
                        (first, second) -> first.named().isDated() ? first : second)));
        Map<LotKey, KnownLot> known = new HashMap<>();
        if (named.isEmpty()) {
            return known;
        }
        transaction.list(
                """
                select l.sku_id, l.code, l.lot_id, l.expires_on::text as last_day
                  from unnest(?::bigint[], ?::text[]) as k (sku_id, code)
                 cross join lateral (
                       select * from lot l where l.seller_id = ? and l.sku_id = k.sku_id and l.code = k.code) as l
                """,
                row -> known.put(
                        new LotKey(row.getLong("sku_id"), row.getText("code")),
                        new KnownLot(
                                row.getLong("lot_id"), row.findText("last_day").map(LocalDate::parse))),
                Columns.of(named.keySet())
                        .longs(LotKey::skuId)
                        .texts(LotKey::code)
                        .then(transaction.sellerId()));
        Map<LotKey, LotProfile> brought = new LinkedHashMap<>();
        named.forEach((key, one) -> {
            if (!known.containsKey(key) && one.named().isDated()) {
                brought.put(key, profile(key, one));
            }
        });
        known.putAll(enter(brought));
        return known;
    }

    private static LotProfile profile(LotKey key, Wanted wanted) {
        return Lots.withExpiry(
                wanted.sku().profile().tracking(),
                new LotProfile(
                        key.code(), wanted.named().madeOn(), wanted.named().expiresOn(), ""));
    }

    private Map<LotKey, KnownLot> enter(Map<LotKey, LotProfile> brought) {
        Map<LotKey, KnownLot> entered = new LinkedHashMap<>();
        brought.forEach((key, lot) -> entered.put(key, new KnownLot(book.nextId(), lot.expiresOn())));
        if (!entered.isEmpty()) {
            transaction.update(
                    """
                    insert into lot (seller_id, lot_id, sku_id, code, manufactured_on, expires_on, supplier_lot, state,
                                     created_at)
                    select s.seller_id, u.lot_id, u.sku_id, u.code, u.made::date, u.last_day::date, '', 'OPEN', ?::timestamptz
                      from seller s,
                           unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                               as u (lot_id, sku_id, code, made, last_day)
                     where s.seller_id = ?
                    """,
                    Columns.of(List.copyOf(entered.entrySet()))
                            .value(book.now())
                            .longs(lot -> lot.getValue().lotId())
                            .longs(lot -> lot.getKey().skuId())
                            .texts(lot -> lot.getKey().code())
                            .texts(lot -> Optional.ofNullable(brought.get(lot.getKey()))
                                    .flatMap(LotProfile::manufacturedOn)
                                    .map(LocalDate::toString)
                                    .orElse(null))
                            .texts(lot -> lot.getValue()
                                    .expiresOn()
                                    .map(LocalDate::toString)
                                    .orElse(null))
                            .then(transaction.sellerId()));
        }
        return entered;
    }
}
