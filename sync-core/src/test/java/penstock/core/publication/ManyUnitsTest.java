package penstock.core.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import penstock.core.book.Balance;
import penstock.core.publication.Shares.Grant;
import penstock.core.publication.Shares.Share;

/** Listings that may each sell as much as a location keeps: together more than an {@code int} holds. */
class ManyUnitsTest {

    private static final int FULL = Balance.MAX_UNITS;

    private final Share own = new Share(1, 1, 0);
    private final List<Share> all = List.of(own, full(2), full(3), full(4), full(5), full(6));

    @Test
    void nothingIsGrantedWhereMoreIsExposedThanThereIs() {
        assertThat(Shares.grant(FULL, all, own, OptionalInt.of(0), true)).isEmpty();
        assertThat(Shares.grant(FULL, all, own, OptionalInt.of(0), false)).isEmpty();
    }

    @Test
    void whatIsExposedTwiceIsAtMostTheGreatestNumber() {
        Share lowered = full(2);
        assertThat(Shares.grant(
                        Integer.MAX_VALUE, List.of(lowered, full(3), full(4)), lowered, OptionalInt.of(FULL), false))
                .contains(new Grant(715_827_883, 1_715_827_883));
        Share most = new Share(1, 1, Integer.MAX_VALUE);
        assertThat(Shares.grant(FULL, List.of(most, full(2)), most, OptionalInt.of(FULL), false))
                .contains(new Grant(FULL / 2, Integer.MAX_VALUE));
    }

    private static Share full(long listingId) {
        return new Share(listingId, 1, FULL);
    }
}
