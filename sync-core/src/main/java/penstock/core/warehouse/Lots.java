package penstock.core.warehouse;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.core.book.Actor;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The batches of a seller's SKUs, and where single pieces are. Any thread. */
public final class Lots {

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Lots(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** Whether it may be sold. */
    public enum State {
        OPEN,
        /** Recalled, or under suspicion: it is neither received nor sold. */
        BLOCKED
    }

    /**
     * A batch.
     *
     * @param expiresOn the last day on which it may be used
     * @param supplierLot what the supplier calls it, {@code ""} if nobody said
     */
    public record LotProfile(
            String code, Optional<LocalDate> manufacturedOn, Optional<LocalDate> expiresOn, String supplierLot) {
        public LotProfile {
            Fit.code("code", code);
            if (!supplierLot.isEmpty()) {
                Fit.text("supplierLot", supplierLot, Fit.MAX_CODE);
            }
            if (manufacturedOn.isPresent()
                    && expiresOn
                            .filter(last -> last.isBefore(manufacturedOn.get()))
                            .isPresent()) {
                throw new InvalidField(
                        "expiresOn", "" + expiresOn.get(), Reason.CONTRADICTION, "lies before the day it was made");
            }
        }
    }

    /** A batch with its number. */
    public record Lot(long lotId, String sku, LotProfile profile, State state) {}

    /**
     * One piece of a SKU.
     *
     * @param location where it is, or was last
     * @param bin {@code ""} if it lies in none
     */
    public record Piece(
            String serial, String state, String location, String bin, String lot, Optional<Long> fulfilmentId) {}

    /**
     * Creates a batch. Of a SKU with a shelf life it expires so many days after it was made, unless it says otherwise.
     *
     * @throws Conflict if the code is taken
     * @throws InvalidField if the SKU has no batches, or nobody could know when this one expires
     */
    public Lot create(long sellerId, Sku sku, LotProfile wanted) {
        LotProfile lot = withExpiry(sku.profile().tracking(), wanted);
        try {
            return database.transact(sellerId, transaction -> {
                long lotId = ids.next();
                transaction.update(
                        """
                        insert into lot (seller_id, lot_id, sku_id, code, manufactured_on, expires_on, supplier_lot, state,
                                         created_at)
                        values (?, ?, ?, ?, ?::date, ?::date, ?, 'OPEN', ?)
                        """,
                        sellerId,
                        lotId,
                        sku.skuId(),
                        lot.code(),
                        lot.manufacturedOn().map(LocalDate::toString).orElse(null),
                        lot.expiresOn().map(LocalDate::toString).orElse(null),
                        lot.supplierLot(),
                        clock.instant());
                return new Lot(lotId, sku.code(), lot, State.OPEN);
            });
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) {
                throw new Conflict("lot " + lot.code() + " of the SKU exists already");
            }
            throw e;
        }
    }

    /** The lot as it is kept: of a SKU with a shelf life, with its last day. */
    public static LotProfile withExpiry(Tracking tracking, LotProfile lot) {
        if (tracking.by() == Tracking.By.NONE) {
            throw new InvalidField(
                    "code", lot.code(), Reason.CONTRADICTION, "is of a SKU that is not tracked by lot or serial");
        }
        if (lot.expiresOn().isPresent() || tracking.shelfLifeDays().isEmpty()) {
            return lot;
        }
        LocalDate made = lot.manufacturedOn()
                .orElseThrow(() -> new InvalidField(
                        "expiresOn", "", Reason.MISSING, "is empty: state it, or the day on which the lot was made"));
        return new LotProfile(
                lot.code(),
                lot.manufacturedOn(),
                Optional.of(made.plusDays(tracking.shelfLifeDays().get())),
                lot.supplierLot());
    }

    /**
     * What is to be said of a batch from now on.
     *
     * @param expiresOn another last day, of what was tested again or labelled wrongly
     * @param reason in words; what would be sold again by it has one
     */
    public record Change(Optional<State> state, Optional<LocalDate> expiresOn, Optional<String> reason) {
        public Change {
            reason.ifPresent(words -> Fit.text("reason", words, Fit.MAX_NAME));
        }
    }

    /** What was said of a batch, by whom and why. */
    public record Changed(
            long changeId, State state, Optional<LocalDate> expiresOn, String reason, String by, Instant at) {}

    /**
     * Blocks a batch or opens it again, or sets its last day; empty if there is none. A repeat changes nothing. Its units stay
     * what they are until the engine decides {@link penstock.core.ledger.ReviewLot}: at once, or else as one of
     * {@link UnsettledLots}.
     *
     * @throws InvalidField if it releases units and does not say why
     */
    public Optional<Lot> change(long sellerId, Actor actor, Sku sku, String code, Change wanted) {
        return database.transact(sellerId, transaction -> {
            Optional<Long> locked = transaction.find(
                    "select lot_id from lot where seller_id = ? and sku_id = ? and code = ? for update",
                    row -> row.getLong("lot_id"),
                    sellerId,
                    sku.skuId(),
                    code);
            return locked.flatMap(lotId -> find(transaction, sku, code))
                    .map(lot -> change(transaction, actor, lot, wanted));
        });
    }

    private Lot change(Transaction transaction, Actor actor, Lot before, Change wanted) {
        LotProfile old = before.profile();
        LotProfile profile = new LotProfile(
                old.code(), old.manufacturedOn(), wanted.expiresOn().or(old::expiresOn), old.supplierLot());
        Lot after =
                new Lot(before.lotId(), before.sku(), profile, wanted.state().orElse(before.state()));
        if (after.equals(before)) {
            return before;
        }
        requireReason(before, after, wanted);
        transaction.update(
                "update lot set state = ?, expires_on = ?::date where seller_id = ? and lot_id = ?",
                after.state().name(),
                day(after),
                transaction.sellerId(),
                after.lotId());
        transaction.update(
                """
                insert into lot_change (seller_id, change_id, lot_id, state, expires_on, reason, changed_by, changed_at)
                values (?, ?, ?, ?, ?::date, ?, ?, ?)
                """,
                transaction.sellerId(),
                ids.next(),
                after.lotId(),
                after.state().name(),
                day(after),
                wanted.reason().orElse(""),
                actor.text(),
                clock.instant());
        return after;
    }

    private static @Nullable String day(Lot lot) {
        return lot.profile().expiresOn().map(LocalDate::toString).orElse(null);
    }

    /** To take units off sale is always right; to sell them after all somebody answers for. */
    private static void requireReason(Lot before, Lot after, Change wanted) {
        boolean opens = before.state() == State.BLOCKED && after.state() == State.OPEN;
        boolean lasts = !after.profile().expiresOn().equals(before.profile().expiresOn());
        if ((opens || lasts) && wanted.reason().isEmpty()) {
            throw new InvalidField(
                    "reason",
                    "",
                    Reason.MISSING,
                    "is missing; say why " + (opens ? "the lot may be sold again" : "its last day is another"));
        }
    }

    /** What was said of a batch, the oldest first, after one. */
    public List<Changed> changes(long sellerId, long lotId, long after, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select c.*, c.expires_on::text as last_day from lot_change c
                         where c.seller_id = ? and c.lot_id = ? and c.change_id > ?
                         order by c.change_id
                         limit ?
                        """,
                        row -> new Changed(
                                row.getLong("change_id"),
                                State.valueOf(row.getText("state")),
                                row.findText("last_day").map(LocalDate::parse),
                                row.getText("reason"),
                                row.getText("changed_by"),
                                row.getInstant("changed_at")),
                        sellerId,
                        lotId,
                        after,
                        limit));
    }

    private static final String SELECT = """
            select l.*, l.manufactured_on::text as made, l.expires_on::text as last_day, s.code as sku
              from lot l
              join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
            """;

    public Optional<Lot> find(long sellerId, Sku sku, String code) {
        return database.transact(sellerId, transaction -> find(transaction, sku, code));
    }

    private static Optional<Lot> find(Transaction transaction, Sku sku, String code) {
        return transaction.find(
                SELECT + " where l.seller_id = ? and l.sku_id = ? and l.code = ?",
                Lots::lot,
                transaction.sellerId(),
                sku.skuId(),
                code);
    }

    /** A page of a SKU's batches by code, those after {@code afterCode}. */
    public List<Lot> list(long sellerId, Sku sku, String afterCode, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        SELECT + " where l.seller_id = ? and l.sku_id = ? and l.code > ? order by l.code limit ?",
                        Lots::lot,
                        sellerId,
                        sku.skuId(),
                        afterCode,
                        limit));
    }

    private static Lot lot(Row row) throws SQLException {
        return new Lot(
                row.getLong("lot_id"),
                row.getText("sku"),
                new LotProfile(
                        row.getText("code"),
                        row.findText("made").map(LocalDate::parse),
                        row.findText("last_day").map(LocalDate::parse),
                        row.getText("supplier_lot")),
                State.valueOf(row.getText("state")));
    }

    /** A page of a SKU's pieces by serial, those after {@code afterSerial}. */
    public List<Piece> pieces(long sellerId, Sku sku, String afterSerial, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select p.*, l.code as location, coalesce(b.code, '') as bin, coalesce(t.code, '') as lot
                          from serial p
                          join location l on l.seller_id = p.seller_id and l.location_id = p.location_id
                          left join bin b on b.seller_id = p.seller_id and b.bin_id = p.bin_id
                          left join lot t on t.seller_id = p.seller_id and t.lot_id = p.lot_id
                         where p.seller_id = ? and p.sku_id = ? and p.serial_no > ?
                         order by p.serial_no
                         limit ?
                        """,
                        row -> new Piece(
                                row.getText("serial_no"),
                                row.getText("state"),
                                row.getText("location"),
                                row.getText("bin"),
                                row.getText("lot"),
                                row.findLong("fulfilment_id")),
                        sellerId,
                        sku.skuId(),
                        afterSerial,
                        limit));
    }
}
