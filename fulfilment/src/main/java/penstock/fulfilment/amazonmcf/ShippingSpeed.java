package penstock.fulfilment.amazonmcf;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How fast Amazon is asked to ship, as an account's setting says; each is charged otherwise. */
enum ShippingSpeed {
    STANDARD("Standard"),
    EXPEDITED("Expedited"),
    PRIORITY("Priority");

    private final String category;

    ShippingSpeed(String category) {
        this.category = category;
    }

    /** What Amazon calls it. */
    String category() {
        return category;
    }

    boolean isCalled(@Nullable String name) {
        return category.equalsIgnoreCase(name);
    }

    /** All, this one first. */
    List<ShippingSpeed> andOthers() {
        return Stream.concat(Stream.of(this), Arrays.stream(values()).filter(speed -> speed != this))
                .toList();
    }
}
