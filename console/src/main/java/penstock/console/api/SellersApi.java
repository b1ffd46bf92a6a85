package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.catalogue.Sellers.Seller;
import penstock.core.port.Wake;

/** The sellers of this installation. */
@RestController
@RequestMapping("/api/v1/sellers")
@Tag(name = "Sellers")
public class SellersApi {

    private final Sellers sellers;
    private final Wake wake;

    public SellersApi(Sellers sellers, Wake wake) {
        this.sellers = sellers;
        this.wake = wake;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a seller",
            description = "Has no id of the caller's: look into the list before repeating one that got no answer.")
    public SellerAnswer create(@RequestBody NewSeller seller) {
        return SellerAnswer.of(sellers.create(
                seller.name(), seller.currency(), seller.partialShipping().orElse(PartialShipping.SHIP_AVAILABLE)));
    }

    @GetMapping
    @Operation(summary = "List the sellers", description = "The oldest first.")
    public SellerList list() {
        return new SellerList(sellers.list().stream().map(SellerAnswer::of).toList());
    }

    @GetMapping("/{sellerId}")
    @Operation(summary = "Read a seller")
    public SellerAnswer get(@PathVariable long sellerId) {
        return sellers.find(sellerId)
                .map(SellerAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no such seller"));
    }

    @PatchMapping("/{sellerId}")
    @Operation(
            summary = "Change a seller",
            description =
                    "When an order with lines that cannot be shipped is shipped. Orders that waited to be whole are handed to"
                            + " fulfilment at once if they need not be any more; what had been handed over goes on.")
    public SellerAnswer change(@PathVariable long sellerId, @RequestBody SellerChange change) {
        if (!sellers.change(sellerId, change.wanted())) {
            throw Refused.notFound("there is no such seller");
        }
        wake.wake(sellerId);
        return get(sellerId);
    }

    /** What is to change of a seller. */
    public record SellerChange(
            @Schema(description = "When an order with lines that cannot be shipped is shipped.")
            Optional<PartialShipping> partialShipping) {
        PartialShipping wanted() {
            return partialShipping.orElseThrow(
                    () -> Refused.field("partialShipping", "name what is to change: partialShipping"));
        }
    }

    /** A seller to be created. */
    public record NewSeller(
            @Schema(example = "Harbour Books", maxLength = Fields.MAX_NAME)
            String name,

            @Schema(description = "ISO 4217.", example = "EUR")
            String currency,

            @Schema(
                    description =
                            "When an order with lines that cannot be shipped is shipped; SHIP_AVAILABLE if left out.")
            Optional<PartialShipping> partialShipping) {
        public NewSeller {
            Fields.text("name", name, Fields.MAX_NAME);
            requireCurrency(currency);
        }

        private static void requireCurrency(String currency) {
            try {
                Currency.getInstance(currency);
            } catch (IllegalArgumentException e) {
                throw Refused.field("currency", "currency is a code of ISO 4217, such as EUR");
            }
        }
    }

    /** A seller. */
    public record SellerAnswer(
            long sellerId, String name, String currency, PartialShipping partialShipping, Instant createdAt) {
        static SellerAnswer of(Seller seller) {
            return new SellerAnswer(
                    seller.sellerId(), seller.name(), seller.currency(), seller.partialShipping(), seller.createdAt());
        }
    }

    /** All sellers. */
    public record SellerList(List<SellerAnswer> sellers) {}
}
