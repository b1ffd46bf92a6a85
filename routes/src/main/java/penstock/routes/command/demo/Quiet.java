package penstock.routes.command.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import penstock.routes.command.demo.DemoSeller.Front;

/** Says what is still to come before everything is at rest. Pure. */
final class Quiet {

    private Quiet() {}

    /** What is waited for, in a few words each; empty if it is quiet. */
    static List<String> waitsFor(Sighting sighting, List<Evidence.Sold> sold, List<Front> fronts) {
        List<String> waits = new ArrayList<>();
        add(waits, missing(sighting, sold, fronts), "orders to be read");
        add(waits, count(sighting, "PENDING"), "orders to be paid");
        add(waits, held(sighting), "units on hold");
        add(waits, open(sighting), "units to be shipped");
        add(waits, underWay(sighting), "fulfilment orders under way");
        add(waits, untold(sighting, sold, fronts), "orders whose channel is to be told of parcels");
        add(waits, unsettled(sighting, fronts), "listings to be seen right");
        return waits;
    }

    private static void add(List<String> waits, long count, String what) {
        if (count > 0) {
            waits.add(count + " " + what);
        }
    }

    private static long missing(Sighting sighting, List<Evidence.Sold> sold, List<Front> fronts) {
        Set<String> ours = new HashSet<>();
        Map<String, String> places = places(fronts);
        sighting.orders()
                .forEach(order -> ours.add(places.get(order.accountId()) + " " + Truth.tail(order.channelOrderId())));
        return sold.stream()
                .filter(order -> !ours.contains(order.place() + " " + order.id()))
                .count();
    }

    private static long count(Sighting sighting, String phase) {
        return sighting.orders().stream()
                .filter(order -> order.phase().equals(phase))
                .count();
    }

    private static long held(Sighting sighting) {
        long reserved =
                sighting.balances().stream().mapToInt(Seen.Balance::reserved).sum();
        return Math.max(0, reserved - reservedByOrders(sighting));
    }

    private static long open(Sighting sighting) {
        return reservedByOrders(sighting);
    }

    private static long reservedByOrders(Sighting sighting) {
        return sighting.orders().stream()
                .flatMap(order -> order.lines().stream())
                .mapToInt(Seen.Line::reserved)
                .sum();
    }

    private static long underWay(Sighting sighting) {
        return sighting.fulfilments().stream()
                .filter(Seen.Fulfilment::isUnderWay)
                .count();
    }

    private static long untold(Sighting sighting, List<Evidence.Sold> sold, List<Front> fronts) {
        Map<String, String> places = places(fronts);
        Map<String, Integer> shipped = sighting.orders().stream()
                .collect(Collectors.toMap(
                        order -> places.get(order.accountId()) + " " + Truth.tail(order.channelOrderId()),
                        Seen.Order::shipped,
                        Integer::sum));
        return sold.stream()
                .filter(order -> !order.place().equals(Front.OWN_SITE))
                .filter(order ->
                        order.shipped() != toldOf(order, shipped.getOrDefault(order.place() + " " + order.id(), 0)))
                .count();
    }

    /** Units whose channel is to be told that they left: it takes no word of those that it cancelled before that. */
    private static int toldOf(Evidence.Sold order, int left) {
        return left - Math.max(0, left + order.cancelled() - order.ordered());
    }

    private static long unsettled(Sighting sighting, List<Front> fronts) {
        return fronts.stream()
                .flatMap(front -> sighting.listingsOf(front).stream())
                .filter(listing -> !listing.isSettled())
                .count();
    }

    private static Map<String, String> places(List<Front> fronts) {
        return fronts.stream().collect(Collectors.toMap(Front::accountId, Front::place));
    }
}
