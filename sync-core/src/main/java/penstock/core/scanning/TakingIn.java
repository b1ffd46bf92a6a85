package penstock.core.scanning;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.scanning.ScanSession.Document;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.store.Transaction;
import penstock.core.transfer.Transfers;

/** Compares what came with what is expected. A reason says that it is so, and lets what was not expected be taken in. */
record TakingIn(Transaction transaction, Stored stored, LocalDate today) implements Work {

    @Override
    public Judged take(Course course, Units units) {
        Optional<Judged> unfit = isOfTransfer() || units.lotId() == 0 ? Optional.empty() : unfitLot(units);
        return unfit.or(() -> elsewhere(units))
                .or(() -> unexpected(course, units))
                .or(() -> notSent(units))
                .or(() -> oneItemTooMany(course, units))
                .orElseGet(() -> Judged.taken(units.step()));
    }

    private boolean isOfTransfer() {
        return stored.session()
                .opening()
                .against()
                .filter(against -> against.document() == Document.TRANSFER)
                .isPresent();
    }

    /** What the seller sent himself is taken back in whatever state it is. */
    @Override
    public Optional<Judged> unfit(Sku sku, Optional<LocalDate> expiresOn, String reason) {
        return expiresOn
                .filter(day -> !isOfTransfer() && reason.isEmpty() && day.isBefore(today))
                .map(day -> Judged.refused(
                        Found.EXPIRED_LOT, "the label of " + sku.code() + " says that it expired on " + day));
    }

    private Optional<Judged> unfitLot(Units units) {
        record Lot(String code, boolean blocked, Optional<LocalDate> expiresOn) {}
        if (!units.reason().isEmpty()) {
            return Optional.empty();
        }
        Lot lot = transaction
                .find(
                        "select * from lot where seller_id = ? and lot_id = ?",
                        row -> new Lot(
                                row.getText("code"),
                                row.getText("state").equals("BLOCKED"),
                                row.findText("expires_on").map(LocalDate::parse)),
                        transaction.sellerId(),
                        units.lotId())
                .orElseThrow();
        int days = units.sku().profile().tracking().daysOnReceipt().orElse(0);
        if (lot.blocked()) {
            return Optional.of(Judged.refused(Found.BLOCKED_LOT, "lot " + lot.code() + " is blocked; set it apart"));
        } else if (lot.expiresOn().filter(day -> day.isBefore(today)).isPresent()) {
            return Optional.of(Judged.refused(
                    Found.EXPIRED_LOT, "lot " + lot.code() + " has expired; set it apart, or scan it as damaged"));
        }
        return lot.expiresOn()
                .filter(day -> day.isBefore(today.plusDays(days)))
                .map(day -> Judged.refused(
                        Found.SHORT_LIVED_LOT,
                        "lot " + lot.code() + " expires in less than the " + days + " days that must be left"));
    }

    private Optional<Judged> elsewhere(Units units) {
        if (units.serialNo().isEmpty()) {
            return Optional.empty();
        }
        Optional<Whereabouts> where = Whereabouts.of(transaction, units.sku().skuId(), units.serialNo());
        return where.filter(one -> !(isOfTransfer() && one.inTransit() && wasSent(units)))
                .map(one -> Judged.refused(
                        Found.SERIAL_ELSEWHERE, "piece " + units.serialNo() + " is in stock already, " + one.text()));
    }

    /** A piece that nobody knows was not sent, however many are expected. */
    private Optional<Judged> notSent(Units units) {
        boolean known = units.serialNo().isEmpty()
                || Whereabouts.of(transaction, units.sku().skuId(), units.serialNo())
                        .isPresent();
        return known || !isOfTransfer() || !units.reason().isEmpty()
                ? Optional.empty()
                : Optional.of(Judged.refused(
                        Found.OVER_EXPECTED,
                        "piece " + units.serialNo()
                                + " was not sent with it; look again, or say by a reason that it came"));
    }

    /** Whoever filled a session is told in time: a receipt that is too long could not be booked. */
    private Optional<Judged> oneItemTooMany(Course course, Units units) {
        return ReceiptItem.isTooMany(course.units(), units.step(), isOfTransfer())
                ? Optional.of(Judged.refused(
                        Found.REFUSED,
                        "a receipt has at most " + ReceiptItem.most(isOfTransfer())
                                + " items, each of one SKU and lot; close the session, and scan this in another"))
                : Optional.empty();
    }

    private boolean wasSent(Units units) {
        String number = stored.session().opening().against().orElseThrow().number();
        return Transfers.isUnderWay(transaction, number, units.sku().skuId(), units.serialNo());
    }

    private Optional<Judged> unexpected(Course course, Units units) {
        boolean blind = stored.session().opening().against().isEmpty();
        if (blind || !units.reason().isEmpty()) {
            return Optional.empty();
        }
        String code = units.sku().code();
        List<Wanted> wanted = Wanted.list(transaction, stored).stream()
                .filter(one -> one.skuId() == units.sku().skuId())
                .toList();
        if (wanted.isEmpty()) {
            return Optional.of(Judged.refused(
                    Found.WRONG_SKU, code + " is not expected; set it apart, or say by a reason that it came"));
        }
        boolean byLot = isOfTransfer() && units.serialNo().isEmpty();
        int expected = wanted.stream()
                .filter(one -> !byLot || one.lotId() == units.lotId())
                .mapToInt(Wanted::units)
                .sum();
        int scanned = byLot
                ? course.units(units.sku().skuId(), units.lotId())
                : course.units(units.sku().skuId());
        return scanned + units.units() <= expected
                ? Optional.empty()
                : Optional.of(Judged.refused(
                        Found.OVER_EXPECTED,
                        expected + " units of " + code + " are expected, and these would be "
                                + (scanned + units.units()) + "; count again, or say by a reason that there are more"));
    }
}
