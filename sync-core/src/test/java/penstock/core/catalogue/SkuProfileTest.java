package penstock.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import penstock.core.catalogue.SkuProfile.Kind;
import penstock.core.catalogue.SkuProfile.Lifecycle;

class SkuProfileTest {

    private static final Optional<Integer> NO_NUMBER = Optional.empty();
    private static final Optional<String> NO_TEXT = Optional.empty();

    static Stream<Arguments> whatCannotBe() {
        return Stream.of(
                refused("decimals UNIT_MISMATCH", () -> measured(Kind.FINISHED_GOOD, Unit.PIECE, 1)),
                refused("decimals OUT_OF_RANGE", () -> measured(Kind.RAW_MATERIAL, Unit.KILOGRAM, 4)),
                refused(
                        "sharing KIT_NOT_POSSIBLE",
                        () -> SkuProfile.plain("A", "T", Skus.Sharing.PARTITIONED, 0)
                                .of(Kind.KIT)),
                refused("unit KIT_NOT_POSSIBLE", () -> measured(Kind.KIT, Unit.KILOGRAM, 0)),
                refused(
                        "shelfLifeDays CONTRADICTION",
                        () -> new Tracking(Tracking.By.NONE, Optional.of(30), NO_NUMBER, NO_NUMBER)),
                refused(
                        "daysOnSale CONTRADICTION",
                        () -> new Tracking(Tracking.By.LOT, Optional.of(30), NO_NUMBER, Optional.of(31))),
                refused(
                        "daysOnReceipt CONTRADICTION",
                        () -> new Tracking(Tracking.By.LOT, NO_NUMBER, Optional.of(1), NO_NUMBER)),
                refused(
                        "shelfLifeDays OUT_OF_RANGE",
                        () -> new Tracking(Tracking.By.LOT, Optional.of(0), NO_NUMBER, NO_NUMBER)),
                refused("weightG OUT_OF_RANGE", () -> new Size(NO_NUMBER, NO_NUMBER, NO_NUMBER, Optional.of(0))),
                refused("unNumber MALFORMED", () -> trade("1263", "3", NO_TEXT, NO_TEXT)),
                refused("hazardClass MALFORMED", () -> trade("UN1263", "10", NO_TEXT, NO_TEXT)),
                refused("hazardClass CONTRADICTION", () -> new Trade(Optional.of("UN1263"), NO_TEXT, NO_TEXT, NO_TEXT)),
                refused("countryOfOrigin UNKNOWN_VALUE", () -> new Trade(NO_TEXT, NO_TEXT, Optional.of("XX"), NO_TEXT)),
                refused("hsCode MALFORMED", () -> new Trade(NO_TEXT, NO_TEXT, NO_TEXT, Optional.of("6912.00"))),
                refused("attributes MISSING", () -> new Family(NO_TEXT, NO_TEXT, Optional.of("MUG"), Map.of())),
                refused("attributes MALFORMED", () -> new Family(NO_TEXT, NO_TEXT, NO_TEXT, Map.of("a;b", "c"))),
                refused("attributes MALFORMED", () -> Family.attributes("colour")),
                refused("attributes MALFORMED", () -> Family.attributes("a=1; a=2")),
                refused("code MALFORMED", () -> SkuProfile.plain("A/B", "T", Skus.Sharing.POOL, 0)),
                refused("title TOO_LONG", () -> SkuProfile.plain("A", "T".repeat(201), Skus.Sharing.POOL, 0)),
                refused("title MISSING", () -> SkuProfile.plain("A", " ", Skus.Sharing.POOL, 0)),
                refused("safetyStock OUT_OF_RANGE", () -> SkuProfile.plain("A", "T", Skus.Sharing.POOL, -1)),
                refused("kind UNKNOWN_VALUE", () -> Fit.constant(Kind.class, "kind", "thing")));
    }

    private static Arguments refused(String fieldAndReason, ThrowingCallable attempt) {
        return Arguments.of(fieldAndReason, attempt);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCannotBe")
    void whatCannotBeIsRefusedByName(String fieldAndReason, ThrowingCallable attempt) {
        InvalidField fault = catchThrowableOfType(InvalidField.class, attempt);
        assertThat(fault.field() + " " + fault.reason()).isEqualTo(fieldAndReason);
        assertThat(fault.advice()).isNotBlank();
    }

    @Test
    void everyUnitButTheCountedOnesMayHaveDecimals() {
        for (Unit unit : Unit.values()) {
            if (unit.measure() != Unit.Measure.COUNT) {
                assertThat(measured(Kind.RAW_MATERIAL, unit, 3).decimals()).isEqualTo(3);
            }
        }
    }

    @Test
    void attributesAreOneLineByName() {
        Map<String, String> attributes = Family.attributes(" size = M;colour=blue ; ");
        assertThat(new Family(NO_TEXT, NO_TEXT, NO_TEXT, attributes).attributeText())
                .isEqualTo("colour=blue; size=M");
        assertThat(Family.attributes("colour=blue; size=M")).isEqualTo(attributes);
    }

    @Test
    void whatIsPhasedOutIsSoldAndNotReordered() {
        assertThat(Stream.of(Lifecycle.values())
                        .map(each -> each + " offered " + each.offered() + " reordered " + each.reordered()))
                .containsExactly(
                        "ACTIVE offered true reordered true",
                        "PHASING_OUT offered true reordered false",
                        "DISCONTINUED offered false reordered false");
    }

    private static SkuProfile measured(Kind kind, Unit unit, int decimals) {
        return new SkuProfile(
                "A",
                "T",
                kind,
                unit,
                decimals,
                Lifecycle.ACTIVE,
                Skus.Sharing.POOL,
                0,
                Tracking.NONE,
                Size.UNKNOWN,
                Trade.UNKNOWN,
                Family.NONE);
    }

    private static Trade trade(String unNumber, String hazardClass, Optional<String> origin, Optional<String> hs) {
        return new Trade(Optional.of(unNumber), Optional.of(hazardClass), origin, hs);
    }
}
