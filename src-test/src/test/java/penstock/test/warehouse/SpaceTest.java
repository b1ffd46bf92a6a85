package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.InvalidField;
import penstock.core.money.Money;
import penstock.core.shelf.Bin;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.SpaceCosts;
import penstock.core.warehouse.SpaceCosts.SpaceCost;
import penstock.core.warehouse.SpaceUse;
import penstock.core.warehouse.SpaceUse.By;
import penstock.core.warehouse.SpaceUse.Key;
import penstock.core.warehouse.SpaceUse.Measure;
import penstock.core.warehouse.SpaceUse.SkuKey;

/** How much room there is, how much is taken, and what it costs. A mug takes a litre and weighs 400 g, honey nobody has measured. */
class SpaceTest {

    private final Storehouse house = new Storehouse();
    private final SpaceUse use = new SpaceUse(house.database);
    private final SpaceCosts costs = new SpaceCosts(house.database);

    @AfterEach
    void close() {
        house.close();
    }

    @BeforeEach
    void thereAreLimits() {
        shelf("C0", 0, Optional.of(200_000), Optional.of(100_000));
        shelf("C1", 1, Optional.of(300_000), Optional.empty());
        shelf("C2", 1, Optional.empty(), Optional.empty());
        house.lot("HONEY", "L1", "2027-01-01");
        house.play("""
                receive MUG 100 C0/-
                receive MUG 30 C1/-
                receive MUG 7 C2/-
                receive HONEY 4 C1/L1
                receive MUG 5
                receive MUG 50 in ANNEX
                block HONEY L1
                damage MUG 2 C0/-
                """);
    }

    private void shelf(String code, int level, Optional<Integer> volumeCm3, Optional<Integer> weightG) {
        house.bins.put(
                house.sellerId,
                new Bins.PlacedBin(
                        "WH",
                        new Bins.BinProfile(
                                code,
                                "WH-" + code,
                                "C",
                                Bin.Kind.STORAGE,
                                Bins.State.OPEN,
                                level,
                                20,
                                volumeCm3,
                                weightG)));
    }

    private void costs(String place, String zone, String perCubicMetre, String currency) {
        Money money = Money.of(new BigDecimal(perCubicMetre), Money.currency(currency));
        costs.put(house.sellerId, house.place(place), new SpaceCost(zone, money));
    }

    /** A page of two at a time, a row a line. */
    private List<String> spaces(By by, String location) {
        List<String> rows = new ArrayList<>();
        Key last = Key.NOTHING;
        List<SpaceUse.Space> page;
        do {
            page = use.list(house.sellerId, by, location, last, 2);
            for (SpaceUse.Space space : page) {
                rows.add(told(space));
                last = space.key();
            }
        } while (page.size() == 2);
        return rows;
    }

    private static String told(SpaceUse.Space space) {
        return space.key().location() + " "
                + (space.key().zone().isEmpty() ? "-" : space.key().zone())
                + space.level().map(level -> " level " + level).orElse("")
                + (space.key().inBins() ? " " + space.bins() + " bins" : " in none") + ", m³ "
                + told(space.cubicMetres()) + ", kg " + told(space.kilograms())
                + space.cost()
                        .map(cost -> ", at "
                                + cost.perCubicMetre().map(SpaceTest::told).orElse("?") + " " + told(cost.ofCapacity())
                                + " of which used " + told(cost.ofUsed()))
                        .orElse("");
    }

    private static String told(Measure measure) {
        return measure.used().toPlainString()
                + measure.capacity().map(all -> " of " + all).orElse("")
                + measure.filled().map(percent -> " " + percent + " %").orElse("")
                + (measure.unlimited() > 0 ? " unlimited " + measure.unlimited() : "")
                + (measure.unmeasured() > 0 ? " unmeasured " + measure.unmeasured() : "");
    }

    private static String told(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    @Test
    void roomIsAddedUpByLocationZoneAndLevel() {
        costs("WH", "", "20.00", "EUR");
        costs("WH", "C", "30.00", "EUR");
        costs("ANNEX", "", "8", "JPY");
        assertThat(spaces(By.LEVEL, ""))
                .containsExactly(
                        "ANNEX - in none, m³ 0.050000, kg 20.000, at 8 JPY 0 JPY of which used 0 JPY",
                        "WH - in none, m³ 0.005000, kg 2.000, at 20.00 EUR 0.00 EUR of which used 0.10 EUR",
                        "WH A level 0 1 bins, m³ 0.000000 unlimited 1, kg 0.000 unlimited 1, at 20.00 EUR 0.00 EUR of which"
                                + " used 0.00 EUR",
                        "WH B level 0 1 bins, m³ 0.000000 unlimited 1, kg 0.000 unlimited 1, at 20.00 EUR 0.00 EUR of which"
                                + " used 0.00 EUR",
                        "WH C level 0 1 bins, m³ 0.100000 of 0.200000 50.0 %, kg 40.000 of 100.000 40.0 %, at 30.00 EUR 6.00"
                                + " EUR of which used 3.00 EUR",
                        "WH C level 1 2 bins, m³ 0.037000 of 0.300000 10.0 % unlimited 1 unmeasured 4, kg 14.800 unlimited 2"
                                + " unmeasured 4, at 30.00 EUR 9.00 EUR of which used 1.11 EUR",
                        "WH P level 0 1 bins, m³ 0.000000 unlimited 1, kg 0.000 unlimited 1, at 20.00 EUR 0.00 EUR of which"
                                + " used 0.00 EUR",
                        "WH Q level 0 1 bins, m³ 0.000000 unlimited 1, kg 0.000 unlimited 1, at 20.00 EUR 0.00 EUR of which"
                                + " used 0.00 EUR");
        assertThat(spaces(By.ZONE, "WH"))
                .hasSize(6)
                .contains(
                        "WH C 3 bins, m³ 0.137000 of 0.500000 26.0 % unlimited 1 unmeasured 4, kg 54.800 of 100.000 40.0 %"
                                + " unlimited 2 unmeasured 4, at 30.00 EUR 15.00 EUR of which used 4.11 EUR");
        assertThat(spaces(By.LOCATION, ""))
                .containsExactly(
                        "ANNEX - 0 bins, m³ 0.050000, kg 20.000, at 8 JPY 0 JPY of which used 0 JPY",
                        "WH - 7 bins, m³ 0.142000 of 0.500000 26.0 % unlimited 5 unmeasured 4, kg 56.800 of 100.000 40.0 %"
                                + " unlimited 6 unmeasured 4, at ? 15.00 EUR of which used 4.21 EUR");
    }

    @Test
    void whatASkuTakesCostsItsShareOfTheZone() {
        costs("WH", "C", "30.00", "EUR");
        List<String> rows = new ArrayList<>();
        SkuKey last = SkuKey.NOTHING;
        List<SpaceUse.SkuSpace> page;
        do {
            page = use.listSkus(house.sellerId, "", last, 2);
            for (SpaceUse.SkuSpace space : page) {
                last = space.key();
                rows.add(last.location() + " " + last.sku() + " " + last.zone() + " " + space.units() + " m³ "
                        + space.cubicMetres().map(BigDecimal::toPlainString).orElse("?") + " kg "
                        + space.kilograms().map(BigDecimal::toPlainString).orElse("?")
                        + space.cost().map(money -> " " + told(money)).orElse(""));
            }
        } while (page.size() == 2);
        assertThat(rows)
                .containsExactly(
                        "ANNEX MUG  50 m³ 0.050000 kg 20.000",
                        "WH HONEY C 4 m³ ? kg ?",
                        "WH MUG  5 m³ 0.005000 kg 2.000",
                        "WH MUG C 137 m³ 0.137000 kg 54.800 4.11 EUR");
        assertThat(use.listSkus(house.sellerId, "ANNEX", SkuKey.NOTHING, 9)).hasSize(1);
    }

    @Test
    void aLocationHasOneCurrencyAndWhatIsSaidAgainReplacesWhatWasSaid() {
        costs("WH", "", "20.00", "EUR");
        costs("WH", "C", "30.00", "EUR");
        costs("WH", "C", "31.00", "EUR");
        assertThatThrownBy(() -> costs("WH", "A", "5.00", "USD"))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        refused -> assertThat(refused.field() + " " + refused.reason())
                                .isEqualTo("currency CONTRADICTION"));
        assertThatThrownBy(() -> costs("WH", "A", "-1.00", "EUR")).isInstanceOf(InvalidField.class);
        assertThat(costs.list(house.sellerId, house.place("WH")).stream()
                        .map(cost -> cost.zone() + " " + told(cost.perCubicMetre()))
                        .collect(Collectors.toList()))
                .containsExactly(" 20.00 EUR", "C 31.00 EUR");
    }
}
