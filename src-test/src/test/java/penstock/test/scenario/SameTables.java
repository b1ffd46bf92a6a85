package penstock.test.scenario;

import java.util.ArrayList;
import java.util.List;
import penstock.core.scenario.Tables;
import penstock.core.scenario.World;

/** Compares what is stored with what is remembered, whatever ids either has made. */
public final class SameTables {

    private SameTables() {}

    /** Rows that only one of them has. */
    public static List<String> difference(World stored, Tables storedTables, World memory) {
        return difference(named(stored, storedTables), named(memory, memory.tables()));
    }

    private static List<String> difference(List<String> stored, List<String> remembered) {
        List<String> difference = new ArrayList<>();
        stored.stream().filter(row -> !remembered.contains(row)).forEach(row -> difference.add("stored only: " + row));
        remembered.stream()
                .filter(row -> !stored.contains(row))
                .forEach(row -> difference.add("in memory only: " + row));
        return stored.size() == remembered.size() || !difference.isEmpty()
                ? difference
                : List.of(stored.size() + " rows stored, " + remembered.size() + " in memory");
    }

    /** With ranks instead of the ids that a ledger makes, and codes instead of those of its catalogue, as text. */
    private static List<String> named(World world, Tables tables) {
        String text = tables.ranked().toString().replace("], ", "],\n");
        for (String code : World.SKUS) {
            text = text.replaceAll("skuId=" + world.sku(code) + "\\b", "skuId=" + code);
        }
        for (String code : World.LOCATIONS) {
            text = text.replaceAll(
                    "(location(?:Id)?|fromLocation|toLocation)=" + world.location(code) + "\\b", "$1=" + code);
        }
        for (String name : World.ACCOUNTS) {
            text = text.replaceAll("ccountId=" + world.account(name) + "\\b", "ccountId=" + name);
        }
        // a stock move's hash covers ids of the catalogue; that it is kept is shown by repeats
        return text.replaceAll("(moveId=\\d+, callerId=\\w+, contentHash=)\\w+", "$1")
                .lines()
                .toList();
    }
}
