package penstock.core.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;

/** Who of a call that was refused as a whole is told again, and with how many others. */
class HalvingTest {

    private static final Outcome REFUSED = new Outcome.Refused(RefusalReason.INVALID, "something is wrong");

    @Test
    void whatIsRefusedInTheSameWordsIsToldAgainByHalves() {
        assertThat(halved(REFUSED, REFUSED, REFUSED, REFUSED, REFUSED)).isEqualTo("2 2 2 2 2");
        assertThat(halved(REFUSED, REFUSED)).isEqualTo("1 1");
    }

    @Test
    void whatIsRefusedAloneIsWrongItself() {
        assertThat(halved(REFUSED)).isEqualTo("-");
        assertThat(halved(REFUSED, new Outcome.Done("ref"))).isEqualTo("- -");
        assertThat(halved(REFUSED, new Outcome.Refused(RefusalReason.INVALID, "too many units")))
                .isEqualTo("- -");
    }

    @Test
    void whatIsStaleUnknownOrNotSentIsSoByItself() {
        Outcome stale = new Outcome.Refused(RefusalReason.STALE, "changed");
        Outcome gone = new Outcome.Refused(RefusalReason.NOT_FOUND, "no such listing");
        Outcome later = new Outcome.NotSent(Duration.ZERO, "another line");
        assertThat(halved(stale, stale, gone, gone, later, later)).isEqualTo("- - - - - -");
        assertThat(halved(REFUSED, stale, REFUSED, new Outcome.Done("ref"))).isEqualTo("1 - 1 -");
    }

    private static String halved(Outcome... outcomes) {
        Map<Claim, Outcome> call = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            call.put(claim(call.size() + 1), outcome);
        }
        Halving halving = Halving.of(call);
        List<String> words = new ArrayList<>();
        for (Claim claim : call.keySet()) {
            OptionalInt together = halving.together(claim);
            words.add(together.isPresent() ? Integer.toString(together.getAsInt()) : "-");
        }
        return String.join(" ", words);
    }

    private static Claim claim(long listingId) {
        return new Claim(
                listingId,
                1,
                "SKU",
                "",
                "",
                5,
                OptionalInt.empty(),
                1,
                0,
                false,
                false,
                false,
                PublishingMode.LIVE,
                Optional.empty());
    }
}
