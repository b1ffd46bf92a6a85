package penstock.routes.command.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks whether everything has come to rest. It has when two looks in a row say so: what was just done leaves marks. */
final class Settling {

    private final Watch watch;
    private final SandboxControl sandbox;
    private final Customers customers;
    private final DemoSeller seller;
    private List<Evidence.Sold> sold = List.of();
    private boolean wasQuiet;

    Settling(Watch watch, SandboxControl sandbox, Customers customers, DemoSeller seller) {
        this.watch = watch;
        this.sandbox = sandbox;
        this.customers = customers;
        this.seller = seller;
    }

    /** What is still to come; empty if it is quiet. */
    List<String> waitsFor() {
        sold = everySale();
        List<String> waits = Quiet.waitsFor(watch.look(), sold, seller.fronts());
        boolean isQuiet = waits.isEmpty();
        boolean sure = isQuiet && wasQuiet;
        wasQuiet = isQuiet;
        return isQuiet && !sure ? List.of("a second look") : waits;
    }

    /** Every order of every channel, as of the last look. */
    List<Evidence.Sold> sold() {
        return sold;
    }

    private List<Evidence.Sold> everySale() {
        List<Evidence.Sold> all =
                new ArrayList<>(Evidence.marketplaceOrders(sandbox.oracle().path("report")));
        customers
                .sales(0)
                .forEach(sale ->
                        all.add(new Evidence.Sold(DemoSeller.Front.OWN_SITE, sale.id(), units(sale.units()), 0, 0)));
        return all;
    }

    private static int units(Map<String, Integer> units) {
        return units.values().stream().mapToInt(Integer::intValue).sum();
    }
}
