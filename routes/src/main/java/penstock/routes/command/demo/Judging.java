package penstock.routes.command.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import penstock.routes.command.demo.DemoSeller.Front;

/** Judges the evidence. Pure. */
final class Judging {

    /** Invariants that together say that no reservation stands beyond the stock. */
    private static final Set<Integer> RESERVED_WITHIN_STOCK = Set.of(1, 2, 3);

    /** States in which a channel knows of a parcel, or need not. */
    private static final Set<String> TOLD = Set.of("CONFIRMED", "NOT_NEEDED");

    private final Evidence evidence;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> tooLate = new TreeSet<>();

    private Judging(Evidence evidence) {
        this.evidence = evidence;
    }

    static Verdict judge(Evidence evidence) {
        return new Judging(evidence).verdict();
    }

    private Verdict verdict() {
        evidence.unsettled().forEach(what -> wrong.add("it did not come to rest: " + what));
        evidence.repeats().forEach(wrong::add);
        if (evidence.forged() > 0) {
            wrong.add(evidence.forged() + " messages to the own site were not signed rightly");
        }
        compareOrders();
        compareNumbers();
        requireToldParcels();
        long beyond = invariants();
        int twice = SoldTwice.units(evidence);
        if (evidence.partitioned() && twice > 0) {
            wrong.add(twice + " units were sold twice though each channel has its share: " + namesOfShorts());
        }
        return new Verdict(beyond, twice, evidence.sold().size(), List.copyOf(tooLate), List.copyOf(wrong));
    }

    // orders ---------------------------------------------------------------------------------------------------------

    /** Each order of a channel is here exactly once and says the same, and none is here that no channel has. */
    private void compareOrders() {
        Map<String, List<Seen.Order>> ours = new HashMap<>();
        Map<String, String> places =
                evidence.fronts().stream().collect(Collectors.toMap(Front::accountId, Front::place));
        evidence.sighting()
                .orders()
                .forEach(order -> ours.computeIfAbsent(
                                places.getOrDefault(order.accountId(), "?") + " " + Truth.tail(order.channelOrderId()),
                                any -> new ArrayList<>())
                        .add(order));
        for (Evidence.Sold sold : evidence.sold()) {
            List<Seen.Order> found = Optional.ofNullable(ours.remove(sold.place() + " " + sold.id()))
                    .orElse(List.of());
            if (found.size() == 1) {
                compare(sold, found.get(0));
            } else {
                wrong.add("%s order %s is here %d times".formatted(sold.place(), sold.id(), found.size()));
            }
        }
        ours.keySet().forEach(unknown -> wrong.add("an order is here that the channel does not have: " + unknown));
    }

    private void compare(Evidence.Sold sold, Seen.Order ours) {
        boolean own = sold.place().equals(Front.OWN_SITE);
        int cancelled = ours.lines().stream().mapToInt(Seen.Line::cancelled).sum();
        boolean same = ours.units() == sold.ordered()
                && (own || (cancelled == sold.cancelled() && ours.shipped() == sold.shipped()));
        if (!same && isCancelledTooLate(sold, ours, cancelled)) {
            tooLate.add(ours.channelOrderId());
        } else if (!same) {
            wrong.add(
                    "%s order %s: ordered %d, cancelled %d, shipped %d there; ordered %d, cancelled %d, shipped %d here"
                            .formatted(
                                    sold.place(),
                                    sold.id(),
                                    sold.ordered(),
                                    sold.cancelled(),
                                    sold.shipped(),
                                    ours.units(),
                                    cancelled,
                                    ours.shipped()));
        }
    }

    /** The channel took a cancel when the parcel had left, or before we could have read of it. Then nobody is wrong. */
    private boolean isCancelledTooLate(Evidence.Sold sold, Seen.Order ours, int cancelled) {
        int missed = sold.cancelled() - cancelled;
        Optional<Instant> cancel =
                Optional.ofNullable(evidence.sighting().cancels().get(sold.place() + " " + sold.id()));
        return ours.units() == sold.ordered()
                && missed > 0
                && ours.shipped() - sold.shipped() == missed
                && cancel.isPresent()
                && evidence.parcels().getOrDefault(ours.channelOrderId(), List.of()).stream()
                        .anyMatch(parcel -> !parcel.leftAt()
                                .isAfter(cancel.get().plus(evidence.window()).plus(providers(ours))));
    }

    /** How long a provider that ships an order cannot be stopped any more before it does. */
    private Duration providers(Seen.Order order) {
        boolean byProvider = evidence.sighting().fulfilments().stream()
                .anyMatch(fulfilment -> fulfilment.byProvider()
                        && fulfilment.orderId().equals(order.orderId())
                        && fulfilment.state().equals("SHIPPED"));
        return byProvider ? evidence.providerTakes() : Duration.ZERO;
    }

    // numbers --------------------------------------------------------------------------------------------------------

    /** Each channel shows what Penstock takes it to show. */
    private void compareNumbers() {
        Sighting sighting = evidence.sighting();
        Map<String, String> accountOfOrder = sighting.accountOfOrder();
        for (Front front : evidence.fronts()) {
            for (Seen.Listing listing : sighting.listingsOf(front)) {
                if (!sighting.agrees(front, listing, accountOfOrder)) {
                    Optional<Integer> shown = sighting.shownOf(front, listing);
                    Optional<Sighting.Range> believed = sighting.believed(front, listing, accountOfOrder);
                    wrong.add("%s shows %s of %s, Penstock takes it to show %s"
                            .formatted(
                                    front.name(),
                                    shown.map(String::valueOf).orElse("nothing"),
                                    listing.channelSku(),
                                    believed.map(range -> range.least() + " to " + range.most())
                                            .orElse("nothing")));
                }
            }
        }
    }

    private void requireToldParcels() {
        evidence.parcels().forEach((order, parcels) -> {
            List<String> untold = parcels.stream()
                    .map(Seen.Parcel::confirmation)
                    .filter(state -> !TOLD.contains(state))
                    .toList();
            if (!untold.isEmpty() && !tooLate.contains(order)) {
                wrong.add("order %s: a parcel's confirmation is %s".formatted(Truth.tail(order), untold.get(0)));
            }
        });
    }

    // promises -------------------------------------------------------------------------------------------------------

    private long invariants() {
        long beyond = 0;
        for (Evidence.Broken invariant : evidence.invariants()) {
            if (invariant.violations() > 0) {
                wrong.add("invariant %d is broken %d times (%s): %s"
                        .formatted(
                                invariant.number(),
                                invariant.violations(),
                                invariant.statement(),
                                String.join("; ", invariant.examples())));
            }
            beyond += RESERVED_WITHIN_STOCK.contains(invariant.number()) ? invariant.violations() : 0;
        }
        return beyond;
    }

    private String namesOfShorts() {
        return evidence.shorts().stream()
                .map(line -> line.channelOrderId() + " " + line.sku() + " " + line.units())
                .collect(Collectors.joining(", "));
    }
}
