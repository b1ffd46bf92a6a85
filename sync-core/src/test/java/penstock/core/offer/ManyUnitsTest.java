package penstock.core.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import penstock.core.book.Balance;
import penstock.core.offer.Shares.Grant;
import penstock.core.offer.Shares.Share;
import penstock.core.offer.Shares.Units;

/** Listings that may each sell as much as a location keeps: together more than an {@code int} holds. */
class ManyUnitsTest {

    private static final int FULL = Balance.MAX_UNITS;

    private final Share own = new Share(1, 0, 1, 0);
    private final List<Share> all = List.of(own, full(2), full(3), full(4), full(5), full(6));

    @Test
    void nothingIsGrantedWhereMoreIsExposedThanThereIs() {
        assertThat(grant(FULL, all, own, 0, true)).isEmpty();
        assertThat(grant(FULL, all, own, 0, false)).isEmpty();
    }

    @Test
    void whatIsExposedTwiceIsAtMostTheGreatestNumber() {
        Share lowered = full(2);
        assertThat(grant(Integer.MAX_VALUE, List.of(lowered, full(3), full(4)), lowered, FULL, false))
                .contains(new Grant(715_827_883, 715_827_883, 1_715_827_883));
        Share most = new Share(1, 0, 1, Integer.MAX_VALUE);
        assertThat(grant(FULL, List.of(most, full(2)), most, FULL, false))
                .contains(new Grant(FULL / 2, FULL / 2, Integer.MAX_VALUE));
    }

    private static Optional<Grant> grant(int units, List<Share> all, Share own, int showing, boolean comparesAndSets) {
        return Shares.grant(
                new Units(units, units), all, own, OptionalInt.of(showing), comparesAndSets, shows -> shows);
    }

    private static Share full(long listingId) {
        return new Share(listingId, 0, 1, FULL);
    }
}
