package penstock.routes.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.routes.command.demo.DemoSeller.Front;

class MeasuringTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Front SHOP = new Front("shopify weir", "7", "shopify/weir");

    @Test
    void percentilesAreMeasuredValues() {
        Lags lags = new Lags(
                IntStream.rangeClosed(1, 200).mapToObj(i -> (double) (201 - i)).toList());

        assertThat("%d %.0f %.0f %.0f".formatted(lags.count(), lags.median(), lags.p99(), lags.longest()))
                .isEqualTo("200 100 198 200");
        assertThat(Lags.NONE.p99()).isZero();
        assertThat(new Lags(List.of(5.0)).median()).isEqualTo(5.0);
    }

    @Test
    void aSaleIsCommittedWhenItsFirstUnitIsReserved() {
        Timing timing = new Timing(NOON);
        Sighting sighting = sighting(
                10,
                List.of(posting(1, 250, "available", "reserved"), posting(2, 400, "available", "reserved")),
                Optional.empty(),
                List.of(new Truth.Sale("shopify/weir", "41", "GATE-S", 1, at(100))));

        timing.see(sighting, List.of(), List.of(SHOP));
        timing.see(sighting, List.of(), List.of(SHOP)); // a sale counts once

        assertThat(timing.saleToCommit(SHOP).sorted()).containsExactly(150.0);
    }

    @Test
    void aNumberCountsFromTheOldestPostingThatItAnswers() {
        Timing timing = new Timing(NOON);
        Sighting sighting = sighting(
                1_000,
                List.of(posting(1, 300, "available", "reserved"), posting(2, 500, "available", "reserved")),
                Optional.of(at(300)),
                List.of());

        timing.see(sighting, List.of(new Truth.Write("shopify/weir", "GATE-S", 3, at(900))), List.of(SHOP));

        assertThat(timing.commitToShown(SHOP).sorted()).containsExactly(600.0);
    }

    @Test
    void aPostingOfWhichTheChannelNeededNotBeToldCountsNothing() {
        Timing timing = new Timing(NOON);
        List<Seen.Posting> before = List.of(posting(1, 300, "available", "reserved"));
        timing.see(sighting(1_000, before, Optional.empty(), List.of()), List.of(), List.of(SHOP)); // seen settled
        List<Seen.Posting> after =
                List.of(posting(1, 300, "available", "reserved"), posting(2, 1_500, "available", "reserved"));

        timing.see(
                sighting(2_000, after, Optional.of(at(1_500)), List.of()),
                List.of(new Truth.Write("shopify/weir", "GATE-S", 3, at(1_700))),
                List.of(SHOP));

        assertThat(timing.commitToShown(SHOP).sorted()).containsExactly(200.0);
    }

    @Test
    void theBoundHoldsWhatWasSoldSoonAfterUnitsWereTaken() {
        List<Truth.Sale> sales = List.of(
                new Truth.Sale("shopify/weir", "1", "A", 1, at(0)),
                new Truth.Sale("amazon/A1", "2", "AMZ-A", 2, at(500)), // within a second after another channel's
                new Truth.Sale(
                        "amazon/A1", "3", "AMZ-A", 4, at(1_400)), // an absolute number may undo its own sale before
                new Truth.Sale("own-site", "4", "A", 8, at(1_450)), // is answered first, never sells what is gone
                new Truth.Sale("shopify/weir", "5", "B", 16, at(5_000)), // another SKU
                new Truth.Sale("shopify/weir", "6", "B", 32, at(5_500)), // it compares: its own sale does not count
                new Truth.Sale("shopify/weir", "7", "C", 64, at(9_000)), // at the same moment as the next
                new Truth.Sale("amazon/A1", "8", "C", 128, at(9_000)),
                new Truth.Sale("shopify/weir", "9", "D", 256, at(12_900)), // after a hold
                new Truth.Sale("shopify/weir", "10", "D", 512, at(13_100))); // too long after it
        List<Seen.Posting> postings = List.of(
                new Seen.Posting(1, "D", "WH1/available", "WH1/reserved", 1, "ORDER", "a hold", at(12_000)),
                new Seen.Posting(2, "D", "WH1/available", "WH1/reserved", 1, "ORDER", "100", at(13_050)));
        Sighting seen = sighting(14_000, postings, Optional.empty(), sales);

        int units = Window.units(seen, Map.of("amazon/A1 AMZ-A", "A"), Set.of("shopify/weir"), Duration.ofSeconds(1));

        assertThat(units).isEqualTo(2 + 4 + 64 + 128 + 256);
    }

    private static Sighting sighting(
            int millis, List<Seen.Posting> postings, Optional<Instant> staleSince, List<Truth.Sale> sales) {
        Seen.Order order = new Seen.Order("100", "7", "gid://shopify/Order/41", "CONFIRMED", List.of());
        Seen.Listing listing =
                new Seen.Listing("1", "7", "GATE-S", "GATE-S", "OBSERVED", Optional.of(5), 0, staleSince, "");
        return new Sighting(
                at(millis),
                List.of(order),
                List.of(listing),
                List.of(),
                List.of(),
                postings.isEmpty() ? Map.of() : Map.of(postings.get(0).sku(), postings),
                Map.of(),
                sales,
                Map.of());
    }

    private static Seen.Posting posting(long position, int millis, String from, String to) {
        return new Seen.Posting(position, "GATE-S", "WH1/" + from, "WH1/" + to, 1, "ORDER", "100", at(millis));
    }

    private static Instant at(int millis) {
        return NOON.plusMillis(millis);
    }
}
