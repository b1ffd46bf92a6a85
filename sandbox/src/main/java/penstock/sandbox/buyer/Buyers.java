package penstock.sandbox.buyer;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes buyers up, the same ones for the same seed. Safe for use by many threads. */
public final class Buyers {
    private record Place(
            String city, String province, String provinceCode, String postcode, String country, String countryCode) {}

    private static final List<String> FIRST =
            List.of("Ada", "Bela", "Ciro", "Dagny", "Enzo", "Fenja", "Ida", "Juno", "Levi", "Mila", "Nuri", "Oda");
    private static final List<String> LAST = List.of(
            "Abendroth", "Birkenhain", "Coralli", "Dunnock", "Eschweiler", "Fernsby", "Gründel", "Ölander", "O'Tarn");
    private static final List<String> STREETS =
            List.of("Sluice Lane", "Weir Street", "Mühlgraben", "Rue de l'Écluse", "Lock Road", "Millpond Way");
    private static final List<Place> PLACES = List.of(
            new Place("Springfield", "Illinois", "IL", "62701", "United States", "US"),
            new Place("Portland", "Oregon", "OR", "97201", "United States", "US"),
            new Place("Austin", "Texas", "TX", "73301", "United States", "US"),
            new Place("Köln", "Nordrhein-Westfalen", "NW", "50667", "Germany", "DE"));

    private final Random random;

    /** Buyers that follow from this seed. */
    public Buyers(long seed) {
        this.random = new Random(seed);
    }

    /** The next buyer. */
    public synchronized Buyer next() {
        String first = pick(FIRST);
        String last = pick(LAST);
        Place place = pick(PLACES);
        int number = 1 + random.nextInt(9999);
        return new Buyer(
                first,
                last,
                first.toLowerCase(Locale.ROOT) + "." + number + "@example.com",
                "+1555010" + (1000 + random.nextInt(9000)),
                (1 + number % 200) + " " + pick(STREETS),
                place.city(),
                place.province(),
                place.provinceCode(),
                place.postcode(),
                place.country(),
                place.countryCode());
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
