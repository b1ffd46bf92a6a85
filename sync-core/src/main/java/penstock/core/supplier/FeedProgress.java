package penstock.core.supplier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.book.Reply;
import penstock.core.book.TooManyOrders;
import penstock.core.engine.Engine;
import penstock.core.inbox.Rejections;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.supplier.Feeds.Item;
import penstock.core.supplier.Feeds.Mode;
import penstock.core.supplier.Feeds.Tally;
import penstock.core.supplier.Feeds.UnusableFeed;

/** Collects the rows of one feed until a command is full, then has them applied. One thread. */
final class FeedProgress {

    /** Units of a SKU that a supplier can have, at most. */
    private static final int MAX_UNITS = 1_000_000;

    /** The number of a rejection that concerns the file; those of rows count from 1. */
    private static final int BEFORE_THE_ROWS = 0;

    private final Database database;
    private final Engine engine;
    private final long sellerId;
    private final FeedRows.Target target;
    private final FeedRows.Claim claim;
    private final List<Item.Figure> waiting = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private final Set<Long> listed = new HashSet<>();
    private int rows;
    private int nameless;
    private Optional<Integer> whole = Optional.empty();
    private int applied;
    private int changed;
    private int rejected;

    FeedProgress(Database database, Engine engine, long sellerId, FeedRows.Target target, FeedRows.Claim claim) {
        this.database = database;
        this.engine = engine;
        this.sellerId = sellerId;
        this.target = target;
        this.claim = claim;
    }

    /** What has been applied since the last time somebody asked; rows so far, changes since then. */
    Tally tally() {
        Tally tally = new Tally(applied, changed, rejected, whole);
        changed = 0;
        return tally;
    }

    void take(Item item) {
        rows++;
        if (item instanceof Item.Bad bad) {
            reject(List.of(bad.rejection()));
            list(bad);
        } else if (item instanceof Item.Figure figure) {
            waiting.add(figure);
            if (waiting.size() == MirrorFigures.MAX_FIGURES) {
                applyWaiting();
            }
        }
    }

    /**
     * The rows are all there.
     *
     * @param listedBefore rows of the full feed before
     * @throws UnusableFeed if to all appearance it is only the beginning of a full feed
     */
    void finish(Optional<Integer> listedBefore) {
        applyWaiting();
        listUnusable();
        if (claim.mode() == Mode.FULL && nameless == 0) {
            requireHalfOf(listedBefore.orElse(0));
            zeroUnlisted();
            whole = Optional.of(rows);
        } else if (claim.mode() == Mode.FULL) {
            sayThatNothingIsTakenForGone();
        }
    }

    private void requireHalfOf(int before) {
        if (2L * rows < before && !claim.mayBeEmpty() && !target.mayShrink()) {
            throw new UnusableFeed("the feed lists " + rows + " rows, fewer than half of the " + before
                    + " of the full feed before: it may have been cut off. Its rows count, and what it does not list has kept"
                    + " its figure. Send it again in full; or, if it is whole, by HTTP with mayBeEmpty=true, or with the"
                    + " account's setting may_shrink=true");
        }
    }

    private void list(Item.Bad bad) {
        if (bad.supplierSku().isEmpty()) {
            nameless++;
        } else if (unusable.add(bad.supplierSku().get()) && unusable.size() == MirrorFigures.MAX_FIGURES) {
            listUnusable();
        }
    }

    private void listUnusable() {
        if (!unusable.isEmpty()) {
            bound(sellerId, claim.accountId(), unusable).values().forEach(key -> listed.add(key.skuId()));
            unusable.clear();
        }
    }

    private void sayThatNothingIsTakenForGone() {
        Rejection notice = new Rejection(
                "the file",
                nameless + (nameless == 1 ? " row" : " rows") + " without a readable SKU",
                RejectionReason.MISSING_FIELD,
                "what the feed does not list has kept its figure, for it may stand in such a row: correct these rows,"
                        + " then send the feed again");
        database.transact(
                sellerId,
                transaction -> Rejections.add(
                        transaction, Rejections.Subject.FEED, claim.feedId(), BEFORE_THE_ROWS, List.of(notice)));
    }

    private void applyWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Bound> bound = bound(
                sellerId,
                claim.accountId(),
                waiting.stream().map(Item.Figure::supplierSku).toList());
        List<Row> rows = new ArrayList<>();
        List<Rejection> unusableRows = new ArrayList<>();
        for (Item.Figure row : waiting) {
            Bound key = bound.get(row.supplierSku());
            if (key == null) {
                unusableRows.add(new Rejection(
                        "row " + row.rowNo(),
                        row.supplierSku(),
                        RejectionReason.UNKNOWN_SKU,
                        "bind this supplier SKU to one of yours (a listing of the supplier's account), then send"
                                + " the feed again"));
            } else if (key.units(row.quantity()) > MAX_UNITS) {
                listed.add(key.skuId());
                unusableRows.add(new Rejection(
                        "row " + row.rowNo(),
                        row.quantity() + " packs of " + key.packSize(),
                        RejectionReason.OUT_OF_RANGE,
                        "at most " + MAX_UNITS + " units: correct the figure, or the pack size of the listing"));
            } else {
                listed.add(key.skuId());
                rows.add(new Row("row " + row.rowNo(), row.supplierSku(), new MirrorFigures.Figure(key.skuId(), (int)
                        key.units(row.quantity()))));
            }
        }
        reject(unusableRows);
        mirror(rows);
        waiting.clear();
    }

    /** A figure and where it stands. */
    private record Row(String place, String value, MirrorFigures.Figure figure) {}

    private void mirror(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            Reply reply = engine.decide(
                    sellerId,
                    new MirrorFigures(
                            claim.feedId(),
                            target.locationId(),
                            target.meaning(),
                            rows.stream().map(Row::figure).toList()));
            applied += rows.size();
            changed += (int) reply.id();
            if (!reply.detail().isEmpty()) {
                reject(List.of(new Rejection(
                        rows.get(0).place() + " and after", "", RejectionReason.OUT_OF_RANGE, reply.detail())));
            }
        } catch (TooManyOrders e) {
            mirrorOthers(rows, e);
        }
    }

    /** One SKU that is promised to too many orders keeps the others' figures from nothing. */
    private void mirrorOthers(List<Row> rows, TooManyOrders tooMany) {
        if (rows.size() == 1) {
            reject(List.of(new Rejection(
                    rows.get(0).place(),
                    rows.get(0).value(),
                    RejectionReason.NOT_POSSIBLE,
                    String.valueOf(tooMany.getMessage()))));
            return;
        }
        int half = rows.size() / 2;
        mirror(rows.subList(0, half));
        mirror(rows.subList(half, rows.size()));
    }

    private void zeroUnlisted() {
        List<Row> gone = stocked(sellerId, target.locationId()).stream()
                .filter(skuId -> !listed.contains(skuId))
                .map(skuId -> new Row("what is not listed", "SKU " + skuId, new MirrorFigures.Figure(skuId, 0)))
                .toList();
        for (int from = 0; from < gone.size(); from += MirrorFigures.MAX_FIGURES) {
            mirror(gone.subList(from, Math.min(gone.size(), from + MirrorFigures.MAX_FIGURES)));
        }
    }

    private void reject(List<Rejection> rejections) {
        int room = Math.max(0, Feeds.MAX_REJECTIONS - rejected);
        List<Rejection> kept = rejections.subList(0, Math.min(room, rejections.size()));
        int firstNo = rejected + 1;
        if (!kept.isEmpty()) {
            database.transact(
                    sellerId,
                    transaction -> Rejections.add(transaction, Rejections.Subject.FEED, claim.feedId(), firstNo, kept));
        }
        rejected += rejections.size();
    }

    /**
     * What a supplier's key stands for.
     *
     * @param packSize units in one of what the supplier counts
     */
    private record Bound(long skuId, int packSize) {
        long units(int quantity) {
            return (long) quantity * packSize;
        }
    }

    private Map<String, Bound> bound(long sellerId, long accountId, List<String> supplierSkus) {
        Map<String, Bound> found = new HashMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select k.code, b.sku_id, b.pack_size
                          from unnest(?::text[]) as k (code)
                         cross join lateral (
                               select l.sku_id, l.pack_size from listing l
                                where l.seller_id = ? and l.account_id = ? and l.channel_sku = k.code and l.state = 'ACTIVE'
                                union all
                               select s.sku_id, 1 from sku s
                                where s.seller_id = ? and s.code = k.code and s.kind <> 'KIT'
                                  and not exists (select from listing l
                                                   where l.seller_id = s.seller_id and l.account_id = ?
                                                     and (l.channel_sku = k.code
                                                          or (l.sku_id = s.sku_id and l.state = 'ACTIVE')))
                                limit 1) as b
                        """,
                        row -> found.put(
                                row.getText("code"), new Bound(row.getLong("sku_id"), row.getInt("pack_size"))),
                        Columns.of(supplierSkus).texts(code -> code).then(sellerId, accountId, sellerId, accountId)));
        return found;
    }

    private List<Long> stocked(long sellerId, long locationId) {
        return database.transact(
                sellerId, transaction -> transaction.list("""
                        select sku_id from balance
                         where seller_id = ? and location_id = ? and available + reserved > 0
                        """, row -> row.getLong("sku_id"), sellerId, locationId));
    }
}
