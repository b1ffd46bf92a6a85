package penstock.core.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import penstock.core.scenario.Tables.BalanceRow;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Tables.ParcelLineRow;

/**
 * What must be true after each sentence, worked out from the sentences alone: a model far simpler than the ledger. It
 * knows what came in and went out of each location and what each channel wants of each order line.
 */
final class Expected {

    private static final Set<String> NOTHING_CHANGES = Set.of(
            "EXISTS",
            "EXISTS_WITH_DIFFERENT_CONTENT",
            "STALE",
            "EXCEEDS_AVAILABLE",
            "HOLD_EXPIRED",
            "NOT_FOUND",
            "NOT_POSSIBLE");
    private static final Set<String> MAY_CHANGE_STOCK =
            Set.of("receive", "adjust", "count", "figures", "ship", "provider");
    private static final Pattern LINE = Pattern.compile("(\\w+):(\\S+)x(\\d+)(?:-(\\d+))?");

    /** What a channel last said of an order. */
    private record Wish(long revision, boolean cancelled, Map<String, Integer> kept, Set<String> unsure) {}

    private final Map<String, Wish> wishes = new HashMap<>();
    private boolean
            refused; // somebody could not ship: its stock is passed over for now, so short beside available is right

    /** What is wrong after the sentence, if anything. */
    List<String> wrong(World world, String sentence, String verdict, Tables before, Tables after) {
        List<String> wrong = new ArrayList<>(Invariants.broken(after));
        String[] word = sentence.split("\\s+");
        if (NOTHING_CHANGES.contains(verdict) && !before.equals(after)) {
            wrong.add(verdict + " changed something");
        }
        stock(world, word, verdict, before, after).ifPresent(wrong::add);
        if (word[0].equals("order") || word[0].equals("ask")) {
            hear(word, verdict);
        }
        refused |= (word[0].equals("settle") || word[0].equals("provider")) && verdict.equals("CHANGED");
        wrong.addAll(lines(world, after));
        if (!refused) {
            wrong.addAll(served(world, after));
        }
        return wrong;
    }

    private Optional<String> stock(World world, String[] word, String verdict, Tables before, Tables after) {
        if (!MAY_CHANGE_STOCK.contains(word[0])) {
            return onHand(before).equals(onHand(after)) ? Optional.empty() : Optional.of("stock came or went");
        }
        if (word[0].equals("ship") || word[0].equals("provider")) {
            int left = total(onHand(before)) - total(onHand(after));
            int packed = packed(after) - packed(before);
            return left == packed ? Optional.empty() : Optional.of(left + " units left, " + packed + " were packed");
        }
        if (!verdict.equals("CREATED")) {
            return Optional.empty();
        }
        String key = world.sku(word[2]) + "@" + world.location(word[3]);
        int quantity = Integer.parseInt(word[4]);
        int was = onHand(before).getOrDefault(key, 0);
        int is = onHand(after).getOrDefault(key, 0);
        boolean counted = word[0].equals("count") && !word[3].equals(World.PROVIDED);
        if (counted && is - damaged(after, key) != quantity) {
            return Optional.of("counted " + quantity + ", there are " + is);
        }
        boolean moved = word[0].equals("receive") || word[0].equals("adjust");
        return moved && is - was != quantity
                ? Optional.of(quantity + " units came, " + (is - was) + " arrived")
                : Optional.empty();
    }

    private static Map<String, Integer> onHand(Tables tables) {
        Map<String, Integer> units = new HashMap<>();
        for (BalanceRow row : tables.balances()) {
            if (row.onHand() != 0) {
                units.put(row.skuId() + "@" + row.locationId(), row.onHand());
            }
        }
        return units;
    }

    private static int damaged(Tables tables, String key) {
        return tables.balances().stream()
                .filter(row -> key.equals(row.skuId() + "@" + row.locationId()))
                .mapToInt(BalanceRow::damaged)
                .sum();
    }

    private static int total(Map<String, Integer> units) {
        return units.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int packed(Tables tables) {
        return tables.parcelLines().stream().mapToInt(ParcelLineRow::quantity).sum();
    }

    private void hear(String[] word, String verdict) {
        String id = word[1].substring(word[1].indexOf('/') + 1);
        Wish before = wishes.get(id);
        long revision = Long.parseLong(word[3]);
        boolean refusal = before == null && !verdict.equals("CREATED");
        boolean repeat = word[0].equals("ask") && verdict.startsWith("EXISTS");
        if (refusal || repeat || (before != null && revision < before.revision())) {
            return;
        }
        boolean sameRevision = before != null && revision == before.revision();
        boolean cancelled = word[4].equals("CANCELLED") || (before != null && before.cancelled());
        Map<String, Integer> kept = before == null ? new HashMap<>() : new HashMap<>(before.kept());
        Set<String> unsure = before == null ? new HashSet<>() : new HashSet<>(before.unsure());
        boolean complete = !List.of(word).contains("partial");
        if (before != null && !sameRevision && complete) {
            // what a newer complete snapshot does not name is wanted no more
            kept.replaceAll((line, units) -> 0);
            unsure.clear();
        }
        for (int i = 5; i < word.length; i++) {
            Matcher line = LINE.matcher(word[i]);
            if (line.matches()) {
                int cancels = line.group(4) == null ? 0 : Integer.parseInt(line.group(4));
                int keeps = Integer.parseInt(line.group(3)) - cancels;
                Integer was = kept.put(line.group(1), keeps);
                boolean differs = was != null && was != keeps;
                // of two snapshots at one revision the model knows no order
                if (sameRevision && differs) {
                    unsure.add(line.group(1));
                } else if (!sameRevision) {
                    unsure.remove(line.group(1));
                }
            }
        }
        wishes.put(id, new Wish(revision, cancelled, kept, unsure));
    }

    private List<String> lines(World world, Tables after) {
        Map<Long, String> names = new HashMap<>();
        after.orders().forEach(row -> names.put(row.orderId(), row.channelOrderId()));
        List<String> wrong = new ArrayList<>();
        for (LineRow row : after.lines()) {
            Wish wish = wishes.get(names.get(row.orderId()));
            if (wish == null || wish.unsure().contains(row.channelLineId())) {
                continue;
            }
            int kept = row.ordered() - row.cancelled() - row.cancelWanted();
            int wanted = wish.cancelled() ? 0 : wish.kept().getOrDefault(row.channelLineId(), 0) * row.packSize();
            if (kept != Math.max(wanted, row.shipped())) {
                wrong.add("the channel wants " + wanted + " units of " + row);
            }
        }
        Set<String> known = new HashSet<>(names.values());
        wishes.keySet().stream().filter(id -> !known.contains(id)).forEach(id -> wrong.add("order " + id + " is lost"));
        return wrong;
    }

    private static List<String> served(World world, Tables after) {
        Set<Long> available = new HashSet<>();
        after.balances().stream().filter(row -> row.available() > 0).forEach(row -> available.add(row.skuId()));
        return after.lines().stream()
                .filter(row -> row.shortUnits() > 0 && available.contains(row.skuId()))
                .filter(row -> !isComponent(after, row)) // which waits for the others
                .map(row -> "short although units are available: " + row)
                .toList();
    }

    private static boolean isComponent(Tables after, LineRow row) {
        return after.lines().stream()
                        .filter(other -> other.orderId() == row.orderId()
                                && other.channelLineId().equals(row.channelLineId()))
                        .count()
                > 1;
    }
}
