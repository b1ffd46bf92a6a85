package penstock.core.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import penstock.core.book.StockKey;
import penstock.core.scenario.Promises.BackorderRow;
import penstock.core.scenario.Tables.BalanceRow;
import penstock.core.scenario.Tables.FulfilmentLineRow;
import penstock.core.scenario.Tables.FulfilmentRow;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Tables.OrderRow;
import penstock.core.scenario.Tables.ParcelLineRow;
import penstock.core.scenario.Tables.PostingRow;
import penstock.core.scenario.Tables.ReservationRow;

/** What is true of any ledger between two batches, whatever has happened. */
public final class Invariants {

    private static final Set<String> AT_PROVIDER = Set.of("UNKNOWN", "SUBMITTED", "CANCELLING");
    private static final Set<String> OVER = Set.of("SHIPPED", "CANCELLED", "REFUSED");

    private final Tables tables;
    private final List<String> broken = new ArrayList<>();
    private final Map<Long, OrderRow> orders = new HashMap<>();
    private final Map<Long, ReservationRow> reservations = new HashMap<>();
    private final Map<Long, FulfilmentRow> fulfilments = new HashMap<>();

    private Invariants(Tables tables) {
        this.tables = tables;
        tables.orders().forEach(row -> orders.put(row.orderId(), row));
        tables.reservations().forEach(row -> reservations.put(row.reservationId(), row));
        tables.fulfilments().forEach(row -> fulfilments.put(row.fulfilmentId(), row));
    }

    /** What is broken, a sentence each. */
    public static List<String> broken(Tables tables) {
        Invariants invariants = new Invariants(tables);
        invariants.postingsAddUpToBalances();
        invariants.openReservationsAddUpToReserved();
        invariants.linesAddUp();
        invariants.reservationsStandInTheirState();
        invariants.fulfilmentLinesAgreeWithReservations();
        invariants.parcelsAgreeWithWhatWasPosted();
        invariants.whatIsOverHoldsNothing();
        return invariants.broken;
    }

    private void require(boolean holds, String sentence, Object... about) {
        if (!holds) {
            broken.add(sentence.formatted(about));
        }
    }

    private void postingsAddUpToBalances() {
        Map<String, Integer> sums = new HashMap<>();
        long position = 0;
        for (PostingRow row : tables.postings()) {
            require(row.position() == ++position, "positions have a gap before %s", row);
            require(row.quantity() > 0, "a posting moves nothing: %s", row);
            sums.merge(row.skuId() + "@" + row.fromLocation() + row.fromCondition(), -row.quantity(), Integer::sum);
            sums.merge(row.skuId() + "@" + row.toLocation() + row.toCondition(), row.quantity(), Integer::sum);
        }
        for (BalanceRow row : tables.balances()) {
            String at = row.skuId() + "@" + row.locationId();
            int[] units = {
                row.available(), row.reserved(), row.qualityControl(), row.damaged(), row.incoming(), row.withheld()
            };
            String[] names = {"available", "reserved", "quality_control", "damaged", "incoming", "withheld"};
            for (int i = 0; i < units.length; i++) {
                Integer posted = sums.remove(at + names[i]);
                require(units[i] >= 0, "%s is below zero: %s", names[i], row);
                require(units[i] == (posted == null ? 0 : posted), "postings say %s %s of %s", posted, names[i], row);
            }
        }
        sums.forEach((at, sum) ->
                require(at.contains("@0") || sum == 0, "postings leave %d units at %s, which has no balance", sum, at));
    }

    private void openReservationsAddUpToReserved() {
        Map<StockKey, Integer> open = new HashMap<>();
        tables.reservations()
                .forEach(row -> open.merge(new StockKey(row.skuId(), row.locationId()), row.open(), Integer::sum));
        for (BalanceRow row : tables.balances()) {
            int promised = open.getOrDefault(new StockKey(row.skuId(), row.locationId()), 0);
            require(promised == row.reserved(), "%d units are promised of %s", promised, row);
        }
    }

    private void linesAddUp() {
        Map<String, Integer> open = new HashMap<>();
        Map<String, Integer> posted = new HashMap<>();
        for (ReservationRow row : tables.reservations()) {
            open.merge(row.orderId() + "/" + row.lineNo(), row.open(), Integer::sum);
            posted.merge(row.orderId() + "/" + row.lineNo(), row.posted(), Integer::sum);
        }
        Map<String, Integer> owed = new HashMap<>();
        for (BackorderRow row : tables.promises().backorders()) {
            owed.merge(row.orderId() + "/" + row.lineNo(), row.open(), Integer::sum);
            require(
                    row.served() >= 0 && row.voided() >= 0 && row.open() >= 0 && row.quantity() > 0,
                    "no such promise can be: %s",
                    row);
            require(row.state().equals("OPEN") == row.open() > 0, "the promise stands otherwise: %s", row);
            require(
                    row.ahead() + row.quantity() <= row.incoming() + row.beyond(),
                    "more was promised than would come: %s",
                    row);
        }
        Set<String> ids = new HashSet<>();
        for (LineRow row : tables.lines()) {
            int sum = row.reserved()
                    + row.shipped()
                    + row.backordered()
                    + row.cancelled()
                    + row.elsewhere()
                    + row.shortUnits();
            String name = row.orderId() + "/" + row.lineNo();
            require(
                    row.mapped()
                            ? sum == row.ordered()
                            : sum == row.cancelled() + row.elsewhere() && sum <= row.ordered(),
                    "the line does not add up: %s",
                    row);
            require(row.mapped() == row.parkedReason().isEmpty(), "mapped and parked: %s", row);
            boolean negative = row.reserved() < 0
                    || row.shipped() < 0
                    || row.cancelled() < 0
                    || row.elsewhere() < 0
                    || row.shortUnits() < 0
                    || row.cancelWanted() < 0;
            require(!negative && row.ordered() > 0, "below zero: %s", row);
            require(row.reserved() == open.getOrDefault(name, 0), "reservations say otherwise: %s", row);
            require(row.shipped() == posted.getOrDefault(name, 0), "postings say otherwise: %s", row);
            require(row.backordered() == owed.getOrDefault(name, 0), "promises say otherwise: %s", row);
            require(row.cancelWanted() <= row.reserved(), "more is asked back than is promised: %s", row);
            require(row.cancelWanted() == 0 || row.shortUnits() == 0, "asked back before what is short: %s", row);
            require(
                    ids.add(row.orderId() + "\t" + row.channelLineId() + "\t" + row.skuId()),
                    "the line is there twice: %s",
                    row);
        }
    }

    private void reservationsStandInTheirState() {
        for (ReservationRow row : tables.reservations()) {
            boolean inRange = row.posted() >= 0 && row.voided() >= 0 && row.open() >= 0 && row.quantity() > 0;
            require(inRange && row.state().equals("PENDING") == row.open() > 0, "no such reservation can be: %s", row);
            require(!row.state().equals("POSTED") || row.posted() > 0, "posted without a unit: %s", row);
        }
    }

    private void fulfilmentLinesAgreeWithReservations() {
        Set<Long> seen = new HashSet<>();
        for (FulfilmentLineRow row : tables.fulfilmentLines()) {
            ReservationRow reservation = reservations.get(row.reservationId());
            require(seen.add(row.reservationId()), "a reservation is shipped by two: %s", row);
            require(
                    reservation.fulfilmentId() == row.fulfilmentId()
                            && reservation.open() == row.open()
                            && reservation.posted() == row.shipped()
                            && reservation.lineNo() == row.orderLineNo()
                            && reservation.locationId()
                                    == fulfilments.get(row.fulfilmentId()).locationId(),
                    "%s is not %s",
                    row,
                    reservation);
            boolean over = OVER.contains(fulfilments.get(row.fulfilmentId()).state());
            require(!over || row.open() == 0, "units are open in a fulfilment order that is over: %s", row);
        }
        tables.reservations()
                .forEach(row ->
                        require(row.fulfilmentId() == 0 || seen.contains(row.reservationId()), "nobody ships %s", row));
        for (FulfilmentRow row : tables.fulfilments()) {
            boolean provided = row.providerAccountId() != 0;
            boolean waits = provided && !OVER.contains(row.state());
            require(row.nextAttemptAt().isPresent() == waits, "nobody will look after %s", row);
            require(provided || !AT_PROVIDER.contains(row.state()), "at a provider without one: %s", row);
        }
    }

    private void parcelsAgreeWithWhatWasPosted() {
        Map<Long, Integer> packed = new HashMap<>();
        for (ParcelLineRow row : tables.parcelLines()) {
            require(row.quantity() > 0, "nothing in it: %s", row);
            packed.merge(row.reservationId(), row.quantity(), Integer::sum);
        }
        tables.reservations()
                .forEach(row -> require(
                        row.posted() == packed.getOrDefault(row.reservationId(), 0), "no parcel holds %s", row));
        Map<Long, Integer> packages = new HashMap<>();
        tables.parcels().forEach(row -> packages.merge(row.orderId(), row.packageNo(), Math::max));
        packages.forEach((order, last) -> require(
                last
                        == tables.parcels().stream()
                                .filter(row -> row.orderId() == order)
                                .count(),
                "packages of order %d are not numbered from 1",
                order));
    }

    private void whatIsOverHoldsNothing() {
        for (LineRow row : tables.lines()) {
            String phase = orders.get(row.orderId()).phase();
            if (Set.of("TAKEN", "RELEASED", "EXPIRED").contains(phase)) {
                require(row.reserved() + row.shortUnits() == 0, "a hold that is over holds: %s", row);
            } else if (phase.equals("CANCELLED")) {
                require(
                        row.shortUnits() == 0 && row.reserved() == row.cancelWanted(),
                        "a cancelled order holds what nobody asks back: %s",
                        row);
            }
        }
        for (ReservationRow row : tables.reservations()) {
            OrderRow order = orders.get(row.orderId());
            boolean waits = row.open() > 0 && row.fulfilmentId() == 0;
            require(!waits || !order.phase().equals("CANCELLED"), "promised to a cancelled order: %s", row);
        }
    }
}
