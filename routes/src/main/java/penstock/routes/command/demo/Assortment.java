package penstock.routes.command.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the demo seller sells: twelve SKUs, where their units lie, and what each channel calls them. Pure. */
final class Assortment {

    /** The seller's own warehouse. */
    static final String WAREHOUSE = "WH1";

    /** Amazon's warehouses, from which it ships for our other channels. */
    static final String FBA = "FBA";

    /** What the supplier has, which the seller ships. */
    static final String SUPPLIER = "NORD";

    /** Units of a SKU at the beginning, and of a delivery, where each channel has its share. */
    private static final int MANY = 48;

    /** The same where all sell from one pool: so few that two channels meet at the last one. */
    private static final int FEW = 8;

    /** One SKU. */
    enum Sku {
        GATE_S("Sluice gate, small", WAREHOUSE),
        GATE_L("Sluice gate, large", WAREHOUSE),
        VALVE_10("Valve DN 10", WAREHOUSE),
        VALVE_20("Valve DN 20", WAREHOUSE),
        PIPE_1M("Pipe, 1 m", WAREHOUSE),
        FLANGE("Flange", WAREHOUSE),
        PUMP_A("Pump A", FBA),
        PUMP_B("Pump B", FBA),
        METER("Flow meter", FBA),
        SEAL_KIT("Seal kit", SUPPLIER),
        GREASE("Grease, 400 g", SUPPLIER),
        FILTER("Filter", SUPPLIER);

        private final String title;
        private final String place;

        Sku(String title, String place) {
            this.title = title;
            this.place = place;
        }

        /** Ours, Shopify's and the own site's. */
        String code() {
            return name().replace('_', '-');
        }

        String title() {
            return title;
        }

        /** The code of the location that holds it. */
        String place() {
            return place;
        }

        /** The seller's SKU on Amazon, of a listing that the seller ships. */
        String onAmazon() {
            return "AMZ-" + code();
        }

        /** The seller's SKU of what Amazon holds and ships. */
        String inFba() {
            return "FBA-" + code();
        }

        /** The supplier's. */
        String atSupplier() {
            return "N-" + (700 + ordinal());
        }

        /** What Amazon holds it ships itself there; the demo sells it on the other channels only. */
        boolean isSoldOnAmazon() {
            return !place.equals(FBA);
        }
    }

    private final boolean shared;

    Assortment(boolean shared) {
        this.shared = shared;
    }

    static List<Sku> all() {
        return List.of(Sku.values());
    }

    static List<Sku> at(String place) {
        return Arrays.stream(Sku.values())
                .filter(sku -> sku.place().equals(place))
                .toList();
    }

    static List<Sku> onAmazon() {
        return Arrays.stream(Sku.values()).filter(Sku::isSoldOnAmazon).toList();
    }

    /** How channels share units, in the API's words. */
    String sharing() {
        return shared ? "POOL" : "PARTITIONED";
    }

    /** Units of each SKU at the beginning. */
    int unitsAtFirst() {
        return shared ? FEW : MANY;
    }

    /** Units of a delivery to the warehouse. */
    int unitsOfDelivery() {
        return shared ? FEW / 2 : MANY / 4;
    }

    /** How often buyers pick a SKU beside the others, by the name that Shopify shows it under. */
    Map<String, Integer> wantedOnShopify() {
        return weights(all().stream().collect(Collectors.toMap(Sku::code, Assortment::weight)));
    }

    Map<String, Integer> wantedOnAmazon() {
        return weights(onAmazon().stream().collect(Collectors.toMap(Sku::onAmazon, Assortment::weight)));
    }

    private static Map<String, Integer> weights(Map<String, Integer> weights) {
        return new TreeMap<>(weights);
    }

    /** The first of each place is the one that everybody wants. */
    private static int weight(Sku sku) {
        return at(sku.place()).indexOf(sku) == 0 ? 3 : 1;
    }
}
