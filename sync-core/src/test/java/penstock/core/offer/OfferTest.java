package penstock.core.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.offer.Offer.Part;
import penstock.core.offer.Offer.Situation;
import penstock.core.offer.Promisable.Component;
import penstock.core.risk.LagDemand;
import penstock.core.risk.Velocity;

/** A has 6 units, the supplier B told 14 hours ago that it has 4. Others sell 12 a day, one of 2 on average in the lag. */
class OfferTest {

    private static final List<Stock> STOCK =
            List.of(new Stock(1, "A", 6, Optional.empty()), new Stock(2, "B", 4, Optional.of(Duration.ofHours(14))));
    private static final Demand DEMAND = new Demand(
            Velocity.poisson(15), Velocity.poisson(12), Velocity.poisson(12).during(Duration.ofHours(1)));
    private static final Situation NOT_SHOWN = new Situation(1, false, 5, Optional.empty());

    private static Holding holding(String settings) {
        return new RuleSet(7, List.of(new Rule(1, Scope.SELLER, Say.settings(settings))))
                .holding(new Subject(1, 2, 3, Optional.empty()), Settings.NONE, Settings.NONE);
    }

    private static String number(String settings) {
        return number(settings, NOT_SHOWN);
    }

    private static String number(String settings, Situation situation) {
        Holding holding = holding(settings);
        return Offer.of(Promisable.of(STOCK, 0, holding, DEMAND), Optional.empty(), holding, situation)
                .explain();
    }

    @Test
    void eachSettingIsAStageThatCanBeRead() {
        assertThat(number("paused")).isEqualTo("0 = 10 available (A 6, B 4), paused");
        assertThat(number("locations 1")).isEqualTo("6 = 6 available");
        assertThat(number("decay 4 24 100"))
                .isEqualTo("8 = 10 available (A 6, B 4) - 2 aged (B told 14 h ago, x 0.50)");
        assertThat(number("decay 20 24 75"))
                .isEqualTo("9 = 10 available (A 6, B 4) - 1 aged (B told 14 h ago, x 0.75)");
        assertThat(number("decay 4 14 100"))
                .isEqualTo("6 = 10 available (A 6, B 4) - 4 aged (B told 14 h ago, x 0.00)");
        assertThat(number("safety FIXED 3")).isEqualTo("7 = 10 available (A 6, B 4) - 3 safety stock");
        assertThat(number("safety PERCENTAGE 25")).isEqualTo("7 = 10 available (A 6, B 4) - 3 safety stock (25 %)");
        assertThat(number("safety DAYS_OF_COVER 2"))
                .isEqualTo("0 = 10 available (A 6, B 4) - 30 safety stock (2 days of cover at 15.00 a day)");
        assertThat(number("percentage 55")).isEqualTo("5 = 10 available (A 6, B 4), 55 % of them");
        assertThat(number("cap 4")).isEqualTo("4 = 10 available (A 6, B 4), cap 4");
        assertThat(number("cap 10")).isEqualTo("10 = 10 available (A 6, B 4)");
        assertThat(number("list 11 2")).isEqualTo("0 = 10 available (A 6, B 4), listed from 11");
        assertThat(number("backorders")).isEqualTo("15 = 10 available (A 6, B 4) + 5 to come");
    }

    @Test
    void safetyStockFromRiskIsSoldBeyondOnlyAsOftenAsAllowed() {
        assertThat(number("safety RISK 100"))
                .isEqualTo("7 = 10 available (A 6, B 4)"
                        + " - 3 safety stock (risk 1 %: others sell 12.00 a day, 0.50 before it is seen)");
        LagDemand inLag = DEMAND.inLag();
        assertThat(inLag.exceeding(3)).isLessThan(0.01);
        assertThat(inLag.exceeding(2)).isGreaterThan(0.01);
        assertThat(number("safety RISK 1")).startsWith("5 =");
    }

    @Test
    void aListingDoesNotComeAndGoWithEverySale() {
        Situation shown = new Situation(1, true, 0, Optional.empty());
        assertThat(number("list 12 9", NOT_SHOWN)).startsWith("0 =");
        assertThat(number("list 12 9", shown)).startsWith("10 =");
        assertThat(number("list 12 10", shown)).isEqualTo("0 = 10 available (A 6, B 4), ended at 10");
    }

    @Test
    void packsAndCapsAreOfTheChannelsUnits() {
        Situation packs = new Situation(3, false, 0, Optional.empty());
        assertThat(number("safety FIXED 0", packs)).isEqualTo("3 = 10 available (A 6, B 4), packs of 3");
        assertThat(number("cap 1; list 1 0", packs)).isEqualTo("1 = 10 available (A 6, B 4), cap 1, packs of 3");
        assertThat(number("list 4 0", packs)).isEqualTo("0 = 10 available (A 6, B 4), listed from 4, packs of 3");
    }

    @Test
    void stagesFollowEachOtherInOneOrderAndKnowTheirRule() {
        Holding holding = holding("decay 4 24 100; safety FIXED 1; percentage 90; backorders; cap 4; list 2 0; paused");
        Offer offer = Offer.of(
                Promisable.of(STOCK, 0, holding, DEMAND),
                Optional.of(new Part(5, "- 2 for other channels", "rule 9")),
                holding,
                new Situation(2, true, 6, Optional.of("the listing is not active")));
        assertThat(offer.stages().stream()
                        .map(stage -> stage.kind() + " " + stage.units() + " " + stage.by())
                        .toList())
                .containsExactly(
                        "AVAILABLE 10 ",
                        "DECAY 8 rule 1",
                        "SAFETY_STOCK 7 rule 1",
                        "SHARE 5 rule 9",
                        "PERCENTAGE 4 rule 1",
                        "BACKORDERS 10 rule 1",
                        "CAP 8 rule 1",
                        "PACK_SIZE 4 ",
                        "PAUSED 0 rule 1",
                        "PAUSED 0 ");
        assertThat(offer.explain())
                .isEqualTo("0 = 10 available (A 6, B 4) - 2 aged (B told 14 h ago, x 0.50) - 1 safety stock"
                        + " - 2 for other channels, 90 % of them + 6 to come, cap 4, packs of 2, paused,"
                        + " the listing is not active");
    }

    @Test
    void aKitIsAsManyAsItsScarcestComponentGivesAfterWhatIsHeldBackOfThat() {
        Holding seller = holding("safety FIXED 1");
        Promisable wheels = Promisable.of(List.of(new Stock(1, "A", 9, Optional.empty())), 0, seller, DEMAND);
        Promisable frames = Promisable.of(STOCK, 0, seller, DEMAND);
        List<Component> components = List.of(new Component("FRAME", frames, 1), new Component("WHEEL", wheels, 2));
        assertThat(Offer.of(Promisable.ofKit(components, seller, DEMAND), Optional.empty(), seller, NOT_SHOWN)
                        .explain())
                .isEqualTo("4 = 9 available - 1 safety stock in kits of 2 WHEEL, the scarcest of 2");
        Holding own = new RuleSet(1, List.of())
                .holding(new Subject(1, 2, 3, Optional.empty()), Say.settings("safety FIXED 3"), Settings.NONE);
        assertThat(Promisable.ofKit(components, own, DEMAND).units()).isEqualTo(1);
    }

    @Test
    void whatHasComeForThoseWhoWaitIsNotShown() {
        Promisable some = Promisable.of(STOCK, 3, holding("safety FIXED 1"), DEMAND);
        assertThat(Offer.of(some, Optional.empty(), holding("nothing"), NOT_SHOWN)
                        .explain())
                .isEqualTo("6 = 10 available (A 6, B 4) - 3 for those who wait for them - 1 safety stock");
        assertThat(some.stock()).isEqualTo(7);
        assertThat(Promisable.of(STOCK, 11, holding("nothing"), DEMAND).units()).isZero();
    }

    @Test
    void locationsBelowZeroTakeNothingFromOthersAndSumsBeyondAnIntAreTheGreatest() {
        Holding none = holding("nothing");
        List<Stock> stock = List.of(
                new Stock(1, "A", -5, Optional.empty()),
                new Stock(2, "B", Integer.MAX_VALUE, Optional.empty()),
                new Stock(3, "C", 7, Optional.empty()));
        Promisable all = Promisable.of(stock, 0, none, Demand.NONE);
        assertThat(all.units()).isEqualTo(Integer.MAX_VALUE);
        Situation packs = new Situation(1_000, false, 0, Optional.empty());
        assertThat(Offer.of(all, Optional.empty(), holding("cap 1000000; percentage 100"), packs)
                        .quantity())
                .isEqualTo(1_000_000);
    }
}
