package penstock.core.masterdata;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Named;

/**
 * Which units the rows of opening stock are: their lot, and which pieces. Of a row that is at odds with another, or with what is
 * known of its lot, the fault is noted, so that the others can be decided together. One file.
 */
final class OpeningUnits {

    /** Pieces of one entry. */
    static final int MAX_PIECES = 1_000;

    private static final String SEPARATOR = ";";

    private record LotKey(long skuId, String code) {}

    private record Piece(String sku, String serialNo) {}

    private final Map<LotKey, Optional<LocalDate>> lots;
    private final Map<Piece, Long> lines = new HashMap<>();

    private OpeningUnits(Map<LotKey, Optional<LocalDate>> lots) {
        this.lots = lots;
    }

    /** Looks up the lots that the rows name. */
    static OpeningUnits read(Transaction transaction, List<Cells> rows, Quantities quantities) {
        Map<LotKey, Optional<LocalDate>> lots = new HashMap<>();
        Set<LotKey> named = new HashSet<>();
        rows.forEach(row -> quantities
                .find(row.text("sku"))
                .filter(sku -> !row.text("lot").isEmpty())
                .ifPresent(sku -> named.add(new LotKey(sku.skuId(), row.text("lot")))));
        transaction.list(
                """
                select l.sku_id, l.code, l.expires_on::text as last_day
                  from unnest(?::bigint[], ?::text[]) as k (sku_id, code)
                 cross join lateral (
                       select * from lot l where l.seller_id = ? and l.sku_id = k.sku_id and l.code = k.code) as l
                """,
                row -> lots.put(
                        new LotKey(row.getLong("sku_id"), row.getText("code")),
                        row.findText("last_day").map(LocalDate::parse)),
                Columns.of(named).longs(LotKey::skuId).texts(LotKey::code).then(transaction.sellerId()));
        return new OpeningUnits(lots);
    }

    /** What a row says of its units; what is wrong is noted. */
    Named of(Cells row, Optional<Sku> sku, Optional<Location> location) {
        Optional<String> lot = row.find("lot", Optional.empty(), text -> Fit.code("lot", text));
        Optional<LocalDate> expiresOn = row.find("expires_on", Optional.empty(), OpeningUnits::day);
        List<String> serialNos = row.take("serials", List.of(), List.of(), OpeningUnits::serialNos);
        boolean untold = sku.filter(one -> one.profile().tracking().by() == Tracking.By.NONE)
                .isPresent();
        if (untold && (lot.isPresent() || !serialNos.isEmpty())) {
            row.note(new InvalidField(
                    lot.isPresent() ? "lot" : "serials",
                    lot.orElse("" + serialNos.size()),
                    Reason.CONTRADICTION,
                    "is of a SKU that is not tracked by lot or serial; leave it empty"));
        } else if (lot.isPresent() && sku.isPresent()) {
            LotKey key = new LotKey(sku.get().skuId(), lot.get());
            requireOneLot(row, key, expiresOn);
            expiresOn = expiresOn.or(() -> lots.getOrDefault(key, Optional.empty()));
        } else if (expiresOn.isPresent()) {
            row.note(new InvalidField(
                    "expiresOn", "" + expiresOn.get(), Reason.CONTRADICTION, "is of a lot; name it in lot"));
        }
        sku.filter(one -> one.profile().tracking().by() == Tracking.By.SERIAL)
                .filter(one -> serialNos.isEmpty()
                        && location.filter(there -> there.kind().isOwn()).isPresent())
                .ifPresent(one -> row.note(new InvalidField(
                        "serials", "", Reason.MISSING, "is empty; name the pieces, with semicolons between them")));
        serialNos.forEach(serialNo -> requireOnce(row, serialNo));
        return new Named(Optional.empty(), lot, Optional.empty(), expiresOn, serialNos);
    }

    /**
     * A lot that nobody knows is entered with the day on which it expires, which is the same in all rows: those that say none are
     * of the day that is said above them, whatever becomes of the row that says it.
     */
    private void requireOneLot(Cells row, LotKey key, Optional<LocalDate> expiresOn) {
        Optional<LocalDate> known = lots.get(key);
        if (known == null && expiresOn.isEmpty()) {
            row.note(new InvalidField(
                    "lot",
                    key.code(),
                    Reason.UNKNOWN_VALUE,
                    "is no lot of the SKU; say in expires_on when it expires, or create it first"));
        } else if (known == null) {
            lots.put(key, expiresOn);
        } else if (expiresOn.isPresent() && !expiresOn.equals(known)) {
            row.note(new InvalidField(
                    "expiresOn",
                    "" + expiresOn.get(),
                    Reason.CONTRADICTION,
                    "is not when lot " + key.code() + " expires: "
                            + known.map(LocalDate::toString).orElse("never")));
        }
    }

    private void requireOnce(Cells row, String serialNo) {
        Long before = lines.putIfAbsent(new Piece(row.text("sku"), serialNo), row.line());
        if (before != null) {
            row.note(new InvalidField(
                    "serials", serialNo, Reason.DUPLICATE_ROW, "names a piece that line " + before + " names as well"));
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidField("expiresOn", text, Reason.MALFORMED, "is no day; write it as 2027-05-31");
        }
    }

    /** In the order of their letters, so that the same pieces are the same entry. */
    private static List<String> serialNos(String text) {
        List<String> serialNos = Arrays.stream(text.split(SEPARATOR, -1))
                .map(String::strip)
                .filter(serialNo -> !serialNo.isEmpty())
                .map(serialNo -> Fit.text("serials", serialNo, Fit.MAX_CODE))
                .sorted()
                .toList();
        Fit.within("serials", serialNos.size(), 0, MAX_PIECES);
        return serialNos;
    }

    static String text(List<String> serialNos) {
        return String.join(SEPARATOR, serialNos);
    }
}
