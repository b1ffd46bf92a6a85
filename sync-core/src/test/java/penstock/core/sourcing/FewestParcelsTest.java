package penstock.core.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.core.book.SaleLocation;

/** Compared with trying everything. */
class FewestParcelsTest {

    private static final int CASES = 5_000;

    private record Case(Map<Long, Integer> wanted, List<SaleLocation> ranked, int[][] stock) {

        int free(long skuId, long locationId) {
            return stock[(int) locationId - 1][(int) skuId - 1];
        }

        static Case byChance(Random chance) {
            int places = 1 + chance.nextInt(5);
            int skus = 1 + chance.nextInt(3);
            int[][] stock = new int[places][skus];
            List<SaleLocation> ranked = new ArrayList<>();
            for (int place = 0; place < places; place++) {
                ranked.add(new SaleLocation(place + 1, "L" + place, 0, place));
                for (int sku = 0; sku < skus; sku++) {
                    stock[place][sku] = chance.nextInt(5);
                }
            }
            Map<Long, Integer> wanted = new TreeMap<>();
            for (int sku = 0; sku < skus; sku++) {
                wanted.put(sku + 1L, 1 + chance.nextInt(8));
            }
            return new Case(wanted, ranked, stock);
        }

        /** Every set of places, the smallest first, of as many the one whose first place is ranked best, and so on. */
        Optional<List<Integer>> tryEverything() {
            return IntStream.range(1, 1 << ranked.size())
                    .mapToObj(set -> IntStream.range(0, ranked.size())
                            .filter(place -> (set >> place & 1) == 1)
                            .boxed()
                            .toList())
                    .filter(set -> wanted.entrySet().stream()
                            .allMatch(want -> set.stream()
                                            .mapToInt(place -> free(want.getKey(), place + 1))
                                            .sum()
                                    >= want.getValue()))
                    .min(Comparator.<List<Integer>>comparingInt(List::size).thenComparing(Object::toString));
        }
    }

    @Test
    void noOtherChoiceHasFewerOrBetterRankedPlaces() {
        long seed = new Random().nextLong();
        Random chance = new Random(seed);
        int split = 0;
        for (int i = 0; i < CASES; i++) {
            Case one = Case.byChance(chance);
            Optional<List<Integer>> found = FewestParcels.find(one.wanted(), one.ranked(), one::free)
                    .map(places -> places.stream().map(SaleLocation::sourceRank).toList());
            assertThat(found).as("seed %d, case %d: %s", seed, i, one).isEqualTo(one.tryEverything());
            split += found.filter(places -> places.size() > 1).isPresent() ? 1 : 0;
        }
        assertThat(split).as("cases that take several places").isGreaterThan(CASES / 10);
    }
}
