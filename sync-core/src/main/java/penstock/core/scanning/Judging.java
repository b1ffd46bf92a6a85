package penstock.core.scanning;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.scanning.Meaning.OfBin;
import penstock.core.scanning.Meaning.OfSku;
import penstock.core.scanning.Meaning.OfText;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Bins.Bin;

/** What a scan means where a session stands: bin, then SKU, then lot or piece. Books nothing by itself. One transaction. */
final class Judging {

    private final Transaction transaction;
    private final Stored stored;
    private final Course course;
    private final Scan scan;
    private final LocalDate today;
    private final Work work;

    Judging(Transaction transaction, Stored stored, Course course, Scan scan, LocalDate today, Work work) {
        this.transaction = transaction;
        this.stored = stored;
        this.course = course;
        this.scan = scan;
        this.today = today;
        this.work = work;
    }

    Judged judge() {
        Meaning meaning = Meaning.of(transaction, scan.barcode(), today);
        if (meaning instanceof OfBin bin) {
            return bin(bin.bin());
        } else if (meaning instanceof OfSku article) {
            return article(article);
        } else if (meaning instanceof OfText text) {
            return text(text.text());
        }
        return ((Meaning.Unclear) meaning).judged();
    }

    // bins -----------------------------------------------------------------------------------------------------------

    private Judged bin(Bin bin) {
        String here = stored.session().opening().location();
        if (!bin.location().equals(here)) {
            return Judged.refused(
                    Found.WRONG_BIN,
                    "bin " + bin.profile().code() + " is at " + bin.location() + ", and this is done at " + here);
        } else if (stored.task() == Task.RECEIVE) {
            return Judged.refused(Found.WRONG_BIN, "what is received is put away afterwards; scan what came");
        } else if (course.pending().isPresent()) {
            return unfinished(course.pending().get());
        }
        boolean puts = stored.task().endsWithBin() && !course.held().isEmpty();
        if (!puts && !stored.task().beginsWithBin()) {
            return Judged.refused(Found.SKU_EXPECTED, "scan what is put away first, then the bin");
        }
        Step step = Step.bin(bin.binId());
        return puts ? work.put(course.held(), step) : Judged.taken(step);
    }

    private Judged unfinished(Step pending) {
        Sku sku = sku(pending.skuId());
        return sku.profile().tracking().by() == Tracking.By.LOT
                ? Judged.refused(Found.LOT_EXPECTED, sku.code() + " is tracked by lot; scan the lot, or undo")
                : Judged.refused(Found.SERIAL_EXPECTED, sku.code() + " is tracked by serial; scan the piece, or undo");
    }

    private Sku sku(long skuId) {
        String code = transaction
                .find(
                        "select code from sku where seller_id = ? and sku_id = ?",
                        row -> row.getText("code"),
                        transaction.sellerId(),
                        skuId)
                .orElseThrow();
        return Objects.requireNonNull(SkuRows.byCode(transaction, List.of(code)).get(code));
    }

    // articles -------------------------------------------------------------------------------------------------------

    private Judged article(OfSku article) {
        if (course.pending().isPresent()) {
            return unfinished(course.pending().get());
        } else if (lacksBin() && !work.isInNoBin(article.sku())) {
            return Judged.refused(Found.BIN_EXPECTED, "scan the bin first, then what lies in it");
        } else if (article.sku().isKit()) {
            return Judged.refused(
                    Found.WRONG_SKU, article.sku().code() + " is a kit, which has no stock; scan its components");
        }
        long units = (long) article.units() * scan.quantity();
        if (units > Fit.MAX_UNITS) {
            return Judged.refused(Found.REFUSED, units + " units are more than " + Fit.MAX_UNITS + "; count again");
        }
        return switch (article.sku().profile().tracking().by()) {
            case NONE -> units(article.sku(), 0, "", (int) units, scan.damaged(), reason());
            case LOT ->
                article.lot().isPresent()
                        ? lot(article.sku(), article.lot().get(), article.expiresOn(), (int) units)
                        : Judged.taken(pending(article.sku(), (int) units));
            case SERIAL -> piece(article, units);
        };
    }

    private boolean lacksBin() {
        return stored.task().beginsWithBin()
                && stored.keepsBins()
                && course.binId().isEmpty();
    }

    private String reason() {
        return scan.reason().orElse("");
    }

    private Step pending(Sku sku, int units) {
        return new Step(
                0,
                Step.Kind.SKU,
                course.binId().orElse(0L),
                sku.skuId(),
                0,
                "",
                units,
                scan.damaged(),
                reason(),
                0,
                scan.state());
    }

    private Judged piece(OfSku article, long units) {
        if (units != 1) {
            return Judged.refused(
                    Found.ONE_PIECE, article.sku().code() + " is tracked by serial; scan each piece by itself");
        }
        return article.serial().isPresent()
                ? units(article.sku(), 0, article.serial().get(), 1, scan.damaged(), reason())
                : Judged.taken(pending(article.sku(), 1));
    }

    // lots and pieces ------------------------------------------------------------------------------------------------

    /** A text that is nothing by itself: the lot or the piece that is expected, or the next piece of the same SKU. */
    private Judged text(String text) {
        Optional<Step> open = course.pending().or(course::lastPiece);
        if (open.isEmpty()) {
            return Meaning.unknown(transaction, text);
        }
        Sku sku = sku(open.get().skuId());
        boolean damaged = scan.damaged() || course.pending().map(Step::damaged).orElse(false);
        String reason =
                scan.reason().orElseGet(() -> course.pending().map(Step::reason).orElse(""));
        long units = (long) open.get().units() * scan.quantity();
        if (sku.profile().tracking().by() == Tracking.By.SERIAL) {
            return units == 1
                    ? units(sku, 0, text, 1, damaged, reason)
                    : Judged.refused(Found.ONE_PIECE, "a serial is one piece");
        }
        return units > Fit.MAX_UNITS
                ? Judged.refused(Found.REFUSED, units + " units are more than " + Fit.MAX_UNITS + "; count again")
                : lot(sku, text, Optional.empty(), (int) units, damaged, reason);
    }

    private Judged lot(Sku sku, String code, Optional<LocalDate> expiresOn, int units) {
        return lot(sku, code, expiresOn, units, scan.damaged(), reason());
    }

    private Judged lot(Sku sku, String code, Optional<LocalDate> expiresOn, int units, boolean damaged, String reason) {
        Optional<Judged> unfit = work.unfit(sku, expiresOn, reason);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        Optional<Long> lotId = transaction.find(
                "select lot_id from lot where seller_id = ? and sku_id = ? and code = ?",
                row -> row.getLong("lot_id"),
                transaction.sellerId(),
                sku.skuId(),
                code);
        return lotId.map(id -> units(sku, id, "", units, damaged, reason))
                .orElseGet(() -> Judged.refused(
                        Found.UNKNOWN_LOT,
                        sku.code() + " has no lot " + code + "; create it first"
                                + expiresOn.map(day -> ", it expires on " + day).orElse("")));
    }

    private Judged units(Sku sku, long lotId, String serialNo, int units, boolean damaged, String reason) {
        boolean again = stored.task().endsWithBin()
                ? course.held().stream()
                        .anyMatch(step -> !serialNo.isEmpty()
                                && step.skuId() == sku.skuId()
                                && step.serialNo().equals(serialNo))
                : course.hasPiece(sku.skuId(), serialNo);
        if (again) {
            return Judged.refused(Found.SERIAL_TWICE, "piece " + serialNo + " was scanned before");
        }
        return work.take(
                course,
                new Units(
                        sku,
                        lotId,
                        serialNo,
                        units,
                        damaged,
                        reason,
                        course.binId().orElse(0L),
                        scan.state().or(() -> course.pending().flatMap(Step::state))));
    }
}
