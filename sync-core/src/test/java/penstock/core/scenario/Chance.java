package penstock.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import penstock.core.scenario.Tables.FulfilmentRow;
import penstock.core.scenario.Tables.OrderRow;

/** Tells sentences by chance: any of them may come at any time, likely ones more often. The same seed tells the same. */
public final class Chance {

    private static final List<String> CHANNELS = List.of("amazon", "shopify");
    private static final int ORDERS = 6;

    private final SplittableRandom random;
    private final List<String> told = new ArrayList<>();
    private int moves;

    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One more sentence about that world. */
    public String sentence(World world) {
        String sentence = next(world);
        told.add(sentence);
        return sentence;
    }

    private String next(World world) {
        int dice = random.nextInt(100);
        if (dice < 5 && !told.isEmpty()) {
            return pick(told); // a repeat, however late
        } else if (dice < 24) {
            return stockMove();
        } else if (dice < 52) {
            return order();
        } else if (dice < 62) {
            return ownSite();
        } else if (dice < 64) {
            return dice == 62
                    ? "bind " + pick(CHANNELS) + " NEW-" + of(2) + " " + sku() + " " + of(3)
                    : "expose " + pick(CHANNELS) + " SKU-P " + random.nextInt(6);
        } else if (dice < 67) {
            return "map " + pick(CHANNELS) + " NEW-" + of(2);
        } else if (dice < 70) {
            return "wait " + of(20) + "m";
        } else if (dice < 75) {
            return "figures " + pick(List.of("FBA mirrored", "FBA knowing", "SUP mirrored", "SUP left")) + " " + sku()
                    + "=" + random.nextInt(9);
        } else if (dice < 83) {
            return "hand " + orderName(world);
        }
        return fulfilment(world);
    }

    private String stockMove() {
        String id = random.nextInt(12) == 0 && moves > 0 ? "M" + of(moves) : "M" + ++moves;
        String where = " " + id + " " + sku() + " " + pick(World.LOCATIONS) + " ";
        return switch (random.nextInt(12)) {
            case 0 -> "damage" + where + of(3);
            case 1 -> "repair" + where + of(3);
            case 2, 3 -> "adjust" + where + (random.nextInt(9) - 5);
            case 4, 5 -> "count" + where + random.nextInt(7);
            default -> "receive" + where + of(6);
        };
    }

    private String order() {
        int number = of(ORDERS);
        String account = CHANNELS.get(number % CHANNELS.size());
        StringBuilder sentence = new StringBuilder("order " + account + "/A" + number);
        sentence.append(" rev ").append(of(9) + told.size() / 10).append(' ');
        sentence.append(pick(List.of("PENDING", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED")));
        int lines = of(2);
        for (int line = 1; line <= lines; line++) {
            int ordered = of(5);
            // a line keeps its SKU in every snapshot
            String sku = number == 1 && line == 2 ? "NEW-1" : World.SKUS.get((number + line) % World.SKUS.size());
            sentence.append(' ')
                    .append(line)
                    .append(':')
                    .append(sku)
                    .append('x')
                    .append(ordered);
            if (random.nextInt(4) == 0) {
                sentence.append('-').append(of(ordered));
            }
        }
        if (random.nextInt(12) == 0) {
            sentence.append(" hold H").append(of(3));
        }
        return sentence.toString();
    }

    private String ownSite() {
        String hold = "web/H" + of(5);
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                "hold " + hold + " for " + of(20) + "m " + sku() + "x" + of(4)
                        + (random.nextBoolean() ? " " + sku() + "x1" : "");
            case 2 -> "release " + hold;
            case 3 -> "expire " + hold;
            default ->
                "ask web/W" + of(9) + " rev 1 " + (random.nextInt(6) == 0 ? "CANCELLED" : "CONFIRMED") + " 1:" + sku()
                        + "x" + of(4) + (random.nextBoolean() ? " hold " + hold.substring(4) : "");
        };
    }

    private String fulfilment(World world) {
        Tables tables = world.tables();
        List<FulfilmentRow> live = tables.fulfilments().stream()
                .filter(row -> !row.state().equals("SHIPPED") || random.nextInt(5) == 0)
                .toList();
        if (live.isEmpty()) {
            return "hand " + orderName(world);
        }
        FulfilmentRow row = pick(live);
        String name = name(world, tables, row);
        if (row.providerAccountId() == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> "pick " + name;
                case 1 -> "pack " + name;
                case 2 -> "ship " + name + " P" + of(3) + " " + of(2) + "x" + of(3);
                default -> "ship " + name + " P" + of(3);
            };
        }
        String outcome = pick(List.of(
                "done",
                "done",
                "pending",
                "unsent",
                "unknown",
                "STALE",
                "NOT_FOUND",
                "UNAUTHORISED",
                "ALREADY_DONE",
                "INVALID",
                "CANNOT_FULFIL"));
        return switch (random.nextInt(7)) {
            case 0, 1 -> "claim " + name;
            case 2 -> "settle " + name + " CREATE " + outcome;
            case 3 -> "settle " + name + " READ_BACK " + outcome;
            case 4 -> "settle " + name + " CANCEL " + outcome;
            default ->
                "provider " + name + " "
                        + pick(List.of(
                                "ACCEPTED", "ACCEPTED", "ACCEPTED", "COMPLETE", "COMPLETE", "CANCELLED", "REFUSED"))
                        + (random.nextBoolean() ? " P" + of(3) + ":" + of(2) + "x" + of(3) : "");
        };
    }

    /** The name of a fulfilment order in scripts. */
    static String name(World world, Tables tables, FulfilmentRow row) {
        String order = tables.orders().stream()
                .filter(candidate -> candidate.orderId() == row.orderId())
                .map(OrderRow::channelOrderId)
                .findFirst()
                .orElseThrow();
        String location = World.LOCATIONS.stream()
                .filter(code -> world.location(code) == row.locationId())
                .findFirst()
                .orElseThrow();
        List<FulfilmentRow> alike = tables.fulfilments().stream()
                .filter(other -> other.orderId() == row.orderId() && other.locationId() == row.locationId())
                .toList();
        return order + "@" + location + "#" + (alike.indexOf(row) + 1);
    }

    private String orderName(World world) {
        List<OrderRow> orders = world.tables().orders();
        return orders.isEmpty() ? "A1" : pick(orders).channelOrderId();
    }

    private String sku() {
        return pick(World.SKUS);
    }

    /** From 1 to {@code most}. */
    public int of(int most) {
        return 1 + random.nextInt(most);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
