package penstock.sandbox.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import penstock.sandbox.fault.FaultKind;

/**
 * What follows from the oracle's entries. A pure function of them.
 *
 * @param skus units by SKU
 * @param orders every order that a buyer placed, once each
 * @param confirmations one row per (order, reference)
 * @param duplicateConfirmations an order's second reference for a tracking number it already had: the parcel was confirmed twice
 * @param notices how many times the buyer of each order was told of a parcel
 * @param providerOrders one row per fulfilment order at a provider
 * @param stockWrites how many writes took effect by SKU
 * @param faults how often each kind fired
 */
public record Report(
        Map<String, Units> skus,
        List<Order> orders,
        List<Confirmed> confirmations,
        List<Entry.Confirmation> duplicateConfirmations,
        Map<String, Integer> notices,
        List<Provided> providerOrders,
        Map<String, Integer> stockWrites,
        int soldOut,
        Map<FaultKind, Integer> faults) {
    /** Units of one SKU: sold and cancelled in all, and sold by "channel/account". */
    public record Units(int sold, int cancelled, Map<String, Integer> soldBy) {
        /** Sold and not cancelled. */
        public int kept() {
            return sold - cancelled;
        }
    }

    /** One line of an order. */
    public record Line(String lineId, String sku, int quantity, int cancelled, int shipped) {}

    /** One order as its channel truly has it. */
    public record Order(String channel, String account, String orderId, Instant placedAt, List<Line> lines) {}

    /** How often one reference was accepted: the first time, then edits. */
    public record Confirmed(
            String channel, String account, String orderId, String reference, int accepted, int edits) {}

    /** One fulfilment order at a provider and its steps in order. */
    public record Provided(String provider, String account, String id, List<String> steps) {
        /** How often it was created; more than once would be two parcels. */
        public long created() {
            return steps.stream().filter("CREATED"::equals).count();
        }
    }

    static Report of(List<Entry> entries) {
        Tally tally = new Tally();
        entries.forEach(tally::add);
        return tally.report();
    }

    /** The sum in the making. */
    private static final class Tally {
        private final Map<String, Units> skus = new TreeMap<>();
        private final Map<List<String>, Order> orders = new LinkedHashMap<>();
        private final Map<List<String>, Confirmed> confirmations = new LinkedHashMap<>();
        private final Map<List<String>, String> parcels = new LinkedHashMap<>();
        private final List<Entry.Confirmation> duplicates = new ArrayList<>();
        private final Map<String, Integer> notices = new TreeMap<>();
        private final Map<List<String>, Provided> provided = new LinkedHashMap<>();
        private final Map<String, Integer> stockWrites = new TreeMap<>();
        private final Map<FaultKind, Integer> faults = new TreeMap<>();
        private int soldOut;

        private void add(Entry entry) {
            if (entry instanceof Entry.Sale sale) {
                sold(sale);
            } else if (entry instanceof Entry.Cancellation cancellation) {
                cancelled(cancellation);
            } else if (entry instanceof Entry.Confirmation confirmation) {
                confirmed(confirmation);
            } else if (entry instanceof Entry.ProviderOrder step) {
                stepped(step);
            } else if (entry instanceof Entry.BuyerNotice notice) {
                notices.merge(key(notice.channel(), notice.account(), notice.orderId()), 1, Integer::sum);
            } else if (entry instanceof Entry.StockWrite write) {
                stockWrites.merge(write.sku(), 1, Integer::sum);
            } else if (entry instanceof Entry.FaultFired fault) {
                faults.merge(fault.kind(), 1, Integer::sum);
            } else if (entry instanceof Entry.SoldOut) {
                soldOut++;
            }
        }

        private void sold(Entry.Sale sale) {
            Units before = skus.getOrDefault(sale.sku(), new Units(0, 0, Map.of()));
            Map<String, Integer> soldBy = new TreeMap<>(before.soldBy());
            soldBy.merge(sale.channel() + "/" + sale.account(), sale.quantity(), Integer::sum);
            skus.put(sale.sku(), new Units(before.sold() + sale.quantity(), before.cancelled(), soldBy));
            orders.computeIfAbsent(
                            List.of(sale.channel(), sale.account(), sale.orderId()),
                            any -> new Order(
                                    sale.channel(), sale.account(), sale.orderId(), sale.at(), new ArrayList<>()))
                    .lines()
                    .add(new Line(sale.lineId(), sale.sku(), sale.quantity(), 0, 0));
        }

        private void cancelled(Entry.Cancellation entry) {
            skus.computeIfPresent(
                    entry.sku(),
                    (sku, units) -> new Units(units.sold(), units.cancelled() + entry.quantity(), units.soldBy()));
            change(List.of(entry.channel(), entry.account(), entry.orderId()), entry.lineId(), entry.quantity(), 0);
        }

        private void confirmed(Entry.Confirmation entry) {
            List<String> order = List.of(entry.channel(), entry.account(), entry.orderId());
            List<String> reference = List.of(entry.channel(), entry.account(), entry.orderId(), entry.reference());
            int edit = entry.edit() ? 1 : 0;
            confirmations.merge(
                    reference,
                    new Confirmed(entry.channel(), entry.account(), entry.orderId(), entry.reference(), 1 - edit, edit),
                    (a, b) -> new Confirmed(
                            a.channel(),
                            a.account(),
                            a.orderId(),
                            a.reference(),
                            a.accepted() + b.accepted(),
                            a.edits() + b.edits()));
            entry.tracking().ifPresent(tracking -> {
                List<String> parcel = List.of(entry.channel(), entry.account(), entry.orderId(), tracking);
                String first = parcels.putIfAbsent(parcel, entry.reference());
                if (first != null && !first.equals(entry.reference())) {
                    duplicates.add(entry);
                }
            });
            if (!entry.edit()) {
                entry.lines().forEach(line -> change(order, line.lineId(), 0, line.quantity()));
            }
        }

        private void change(List<String> order, String lineId, int cancelled, int shipped) {
            Order known = orders.get(order);
            if (known != null) {
                known.lines()
                        .replaceAll(line -> line.lineId().equals(lineId)
                                ? new Line(
                                        line.lineId(),
                                        line.sku(),
                                        line.quantity(),
                                        line.cancelled() + cancelled,
                                        line.shipped() + shipped)
                                : line);
            }
        }

        private void stepped(Entry.ProviderOrder step) {
            provided.computeIfAbsent(
                            List.of(step.provider(), step.account(), step.id()),
                            any -> new Provided(step.provider(), step.account(), step.id(), new ArrayList<>()))
                    .steps()
                    .add(step.step());
        }

        private Report report() {
            return new Report(
                    skus,
                    List.copyOf(orders.values()),
                    List.copyOf(confirmations.values()),
                    duplicates,
                    notices,
                    List.copyOf(provided.values()),
                    stockWrites,
                    soldOut,
                    faults);
        }

        private static String key(String... parts) {
            return String.join("/", parts);
        }
    }
}
