package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.purchasing.ReceivingRules;
import penstock.core.purchasing.Suppliers;
import penstock.core.purchasing.Suppliers.Supplier;

/** Whom a seller buys from, and what is asked of their deliveries. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Purchasing")
public class SuppliersApi {

    private final Suppliers suppliers;
    private final ReceivingRules rules;
    private final Entries entries;

    public SuppliersApi(Suppliers suppliers, ReceivingRules rules, Entries entries) {
        this.suppliers = suppliers;
        this.rules = rules;
        this.entries = entries;
    }

    @PutMapping("/suppliers/{supplier}")
    @Operation(
            summary = "Enter or change a supplier",
            description =
                    "No name or address of a person is kept. Orders that were made keep their currency. 201 when it is"
                            + " new, 200 otherwise.")
    public ResponseEntity<SupplierAnswer> put(
            @PathVariable long sellerId, @PathVariable String supplier, @RequestBody NewSupplier wish) {
        wish.accountId().ifPresent(accountId -> requireSupplier(sellerId, accountId));
        Supplier entered = new Supplier(
                Fields.code("supplier", supplier),
                wish.name(),
                wish.currency(),
                wish.leadTimeDays().orElse(0),
                wish.accountId());
        Outcome outcome = suppliers.put(sellerId, entered);
        return Answers.of(outcome == Outcome.CREATED, SupplierAnswer.of(entered));
    }

    private void requireSupplier(long sellerId, long accountId) {
        if (!entries.role(entries.account(sellerId, "accountId", accountId)).equals(Optional.of(Role.SUPPLIER))) {
            throw Refused.field(
                    "accountId", "accountId is not an account of a supplier's kind; leave it out or name one");
        }
    }

    @GetMapping("/suppliers")
    @Operation(summary = "List the suppliers", description = "By code. Ask for the next page with after = next.")
    public SupplierPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Supplier> page = Page.cut(suppliers.list(sellerId, after, Page.limit(limit) + 1), limit, Supplier::code);
        return new SupplierPage(page.map(SupplierAnswer::of), page.next());
    }

    @PutMapping("/receiving-rules")
    @Operation(
            summary = "Say what is asked of deliveries",
            description =
                    "Of a SKU, of a supplier, of a SKU of a supplier, or of all others; the most specific rule counts, a"
                            + " SKU's before a supplier's. It takes the place of the one for the same, and counts from the next"
                            + " delivery on.")
    public ReceivingRuleBody putRule(@PathVariable long sellerId, @RequestBody ReceivingRuleBody wish) {
        rules.put(sellerId, wish.scoped());
        return wish;
    }

    @GetMapping("/receiving-rules")
    @Operation(summary = "List what is asked of deliveries", description = "By SKU and supplier, what is for all last.")
    public ReceivingRuleList listRules(@PathVariable long sellerId) {
        return new ReceivingRuleList(
                rules.list(sellerId).stream().map(ReceivingRuleBody::of).toList());
    }

    /** A supplier. */
    public record NewSupplier(
            @Schema(example = "Acme Pottery", maxLength = Fields.MAX_NAME)
            String name,

            @Schema(description = "That its prices are in, ISO 4217.", example = "USD")
            String currency,

            @Schema(description = "Days from an order to its arrival; 0 if left out.", example = "14")
            Optional<Integer> leadTimeDays,

            @Schema(description = "The account that sends its availability feed, if one does.")
            Optional<Long> accountId) {
        public NewSupplier {
            Fields.text("name", name, Fields.MAX_NAME);
            Amounts.currency("currency", currency);
            leadTimeDays.ifPresent(days -> Fields.within("leadTimeDays", days, 0, Suppliers.MAX_LEAD_TIME_DAYS));
        }
    }

    /** A supplier as it was entered. */
    public record SupplierAnswer(
            String supplier, String name, String currency, int leadTimeDays, Optional<Long> accountId) {
        static SupplierAnswer of(Supplier supplier) {
            return new SupplierAnswer(
                    supplier.code(),
                    supplier.name(),
                    supplier.currency(),
                    supplier.leadTimeDays(),
                    supplier.accountId());
        }
    }

    /** A page of suppliers. */
    public record SupplierPage(List<SupplierAnswer> suppliers, Optional<String> next) {}

    /** All rules. */
    public record ReceivingRuleList(List<ReceivingRuleBody> rules) {}
}
