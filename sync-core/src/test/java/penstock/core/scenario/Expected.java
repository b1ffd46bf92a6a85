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
import java.util.stream.Stream;
import penstock.core.scenario.Tables.BalanceRow;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Tables.OrderRow;
import penstock.core.scenario.Tables.ParcelLineRow;

/**
 * What must be true after each sentence, worked out from the sentences alone: a model far simpler than the ledger. It
 * knows what came in and went out of each location and what each channel wants of each order line.
 */
public final class Expected {

    private static final Set<String> NOTHING_CHANGES = Set.of(
            "EXISTS",
            "EXISTS_WITH_DIFFERENT_CONTENT",
            "STALE",
            "EXCEEDS_AVAILABLE",
            "HOLD_EXPIRED",
            "NOT_FOUND",
            "NOT_POSSIBLE");
    private static final Set<String> MAY_CHANGE_STOCK =
            Set.of("receive", "arrive", "adjust", "count", "figures", "ship", "provider");
    private static final Set<String> MOVES = Set.of("receive", "arrive", "adjust", "count", "damage", "repair");
    private static final Set<String> MAY_LACK = Set.of("arrive", "adjust", "damage", "repair");
    private static final Pattern LINE = Pattern.compile("(\\w+):(\\S+)x(\\d+)(?:-(\\d+))?");

    /** What a channel last said of an order. */
    private record Wish(long revision, boolean cancelled, Map<String, Integer> kept, Set<String> unsure) {}

    private final Map<String, Wish> wishes = new HashMap<>();
    private final Map<String, String> moves = new HashMap<>(); // what was reported under an id
    private final Set<String> parcels = new HashSet<>();
    private boolean
            refused; // somebody could not ship: its stock is passed over for now, so short beside available is right

    /** What is wrong after the sentence, if anything. */
    public List<String> wrong(World world, String sentence, String verdict, Tables before, Tables after) {
        List<String> wrong = new ArrayList<>(Invariants.broken(after));
        String[] word = sentence.split("\\s+");
        if (NOTHING_CHANGES.contains(verdict) && !before.equals(after)) {
            wrong.add(verdict + " changed something");
        }
        stock(world, word, verdict, before, after).ifPresent(wrong::add);
        repeated(word, verdict).ifPresent(wrong::add);
        promised(word, verdict, before, after).ifPresent(wrong::add);
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
        boolean turns = (word[0].equals("damage") || word[0].equals("repair")) && verdict.equals("CREATED");
        if (turns) {
            String key = world.sku(word[2]) + "@" + world.location(word[3]);
            int turned = (damaged(after, key) - damaged(before, key)) * (word[0].equals("damage") ? 1 : -1);
            if (turned != Integer.parseInt(word[4])) {
                return Optional.of(word[4] + " units turned, " + turned + " are noted");
            }
        }
        if (word[0].equals("figures") && word[1].equals("SUP") && word[2].equals("mirrored")) {
            return mirrored(world, word[3].split("="), after);
        }
        if (!MAY_CHANGE_STOCK.contains(word[0])) {
            return onHand(before).equals(onHand(after)) ? Optional.empty() : Optional.of("stock came or went");
        }
        if (word[0].equals("ship") || word[0].equals("provider")) {
            int left = total(onHand(before)) - total(onHand(after));
            boolean asked = word[0].equals("ship") && word.length == 4 && verdict.equals("CREATED");
            int packed = asked
                    ? Integer.parseInt(word[3].substring(word[3].indexOf('x') + 1))
                    : packed(after) - packed(before);
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
        boolean moved = Set.of("receive", "arrive", "adjust").contains(word[0]);
        return moved && is - was != quantity
                ? Optional.of(quantity + " units came, " + (is - was) + " arrived")
                : Optional.empty();
    }

    /** Who keeps it for us says what is there; nobody else ships from it. */
    private static Optional<String> mirrored(World world, String[] figure, Tables after) {
        int there = after.balances().stream()
                .filter(row -> row.skuId() == world.sku(figure[0]) && row.locationId() == world.location("SUP"))
                .mapToInt(row -> row.available() + row.reserved())
                .sum();
        return there == Integer.parseInt(figure[1])
                ? Optional.empty()
                : Optional.of("the supplier has " + figure[1] + ", we have " + there);
    }

    /** What came before under the same id is known again, and counts once. */
    private Optional<String> repeated(String[] word, String verdict) {
        if (word[0].equals("ship")) {
            String parcel = word[1] + " " + word[2];
            boolean known = parcels.contains(parcel);
            if (verdict.equals("CREATED")) {
                parcels.add(parcel);
            }
            return known && !verdict.startsWith("EXISTS")
                    ? Optional.of("the parcel was there before")
                    : Optional.empty();
        }
        if (!MOVES.contains(word[0])) {
            return Optional.empty();
        }
        String what = word[0] + " " + word[2] + " " + word[3] + " " + word[4];
        String before = moves.get(word[1]);
        if (before == null) {
            if (verdict.equals("CREATED")) {
                moves.put(word[1], what);
            }
            boolean mayLack = MAY_LACK.contains(word[0]);
            return verdict.equals("CREATED") || (mayLack && verdict.equals("EXCEEDS_AVAILABLE"))
                    ? Optional.empty()
                    : Optional.of("nothing was reported under " + word[1]);
        }
        String due = before.equals(what) ? "EXISTS" : "EXISTS_WITH_DIFFERENT_CONTENT";
        return verdict.equals(due) ? Optional.empty() : Optional.of(word[1] + " was " + before + " before");
    }

    /** Who waits for an answer gets all or nothing; a hold that was ended is over. */
    private Optional<String> promised(String[] word, String verdict, Tables before, Tables after) {
        if (word[0].equals("ask") && verdict.equals("CREATED") && !word[4].equals("CANCELLED")) {
            boolean whole = linesOf(after, name(word)).allMatch(row -> row.shortUnits() == 0);
            return whole ? Optional.empty() : Optional.of("promised what is not there");
        }
        if (word[0].equals("release") && phase(before, "hold:" + name(word)).equals("HELD")) {
            String phase = phase(after, "hold:" + name(word));
            return phase.equals("RELEASED") ? Optional.empty() : Optional.of("the hold is " + phase);
        }
        return Optional.empty();
    }

    private static String name(String[] word) {
        return word[1].substring(word[1].indexOf('/') + 1);
    }

    private static String phase(Tables tables, String name) {
        return Words.orderRow(tables, name).map(OrderRow::phase).orElse("NONE");
    }

    private static Stream<LineRow> linesOf(Tables tables, String name) {
        long order = Words.orderRow(tables, name).map(OrderRow::orderId).orElse(0L);
        return tables.lines().stream().filter(row -> row.orderId() == order);
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
        Set<String> stored = new HashSet<>();
        after.lines().forEach(row -> stored.add(names.get(row.orderId()) + "/" + row.channelLineId()));
        wishes.forEach((id, wish) -> wish.kept().keySet().stream()
                .filter(line -> !stored.contains(id + "/" + line))
                .forEach(line -> wrong.add("line " + line + " of order " + id + " is lost")));
        Set<String> known = new HashSet<>(names.values());
        wishes.keySet().stream().filter(id -> !known.contains(id)).forEach(id -> wrong.add("order " + id + " is lost"));
        return wrong;
    }

    private static List<String> served(World world, Tables after) {
        Set<Long> available = new HashSet<>();
        after.balances().stream().filter(row -> row.available() > 0).forEach(row -> available.add(row.skuId()));
        return after.lines().stream()
                .filter(row -> row.shortUnits() + row.backordered() > 0 && available.contains(row.skuId()))
                .filter(row -> !isComponent(after, row)) // which waits for the others
                .map(row -> "short or owed although units are available: " + row)
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
