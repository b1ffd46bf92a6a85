package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.identity.ApiKeys;
import penstock.core.identity.ApiKeys.ApiKey;
import penstock.core.identity.ApiKeys.Role;
import penstock.core.port.ChannelKinds;

/** The keys of a seller's programs. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/api-keys")
@Tag(name = "API keys")
public class ApiKeysApi {

    private final ApiKeys apiKeys;
    private final Entries entries;

    public ApiKeysApi(ApiKeys apiKeys, Entries entries) {
        this.apiKeys = apiKeys;
        this.entries = entries;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Issue a key",
            description =
                    "The key is in this answer and never shown again. A STOREFRONT's key names an own site's account,"
                            + " a SUPPLIER's a supplier's; other roles name none.")
    public IssuedKey issue(@PathVariable long sellerId, @RequestBody NewApiKey key) {
        requireAccount(sellerId, key);
        ApiKeys.Issued issued = apiKeys.issue(sellerId, key.label(), key.role(), key.accountId());
        return new IssuedKey(issued.keyId(), issued.key());
    }

    private void requireAccount(long sellerId, NewApiKey key) {
        if (key.accountId().isEmpty()) {
            return;
        }
        Account account = entries.account(sellerId, "accountId", key.accountId().get());
        boolean serves = key.role() == Role.STOREFRONT
                ? account.ownSkus()
                : entries.role(account)
                        .filter(ChannelKinds.Role.SUPPLIER::equals)
                        .isPresent();
        if (!serves) {
            throw Refused.field(
                    ProblemType.UNKNOWN_REFERENCE,
                    "accountId",
                    key.role() == Role.STOREFRONT
                            ? "the account is not an own site's; name one that is"
                            : "the account is not a supplier's; name one that is");
        }
    }

    @GetMapping
    @Operation(summary = "List the keys", description = "Without the keys themselves; revoked ones stay listed.")
    public ApiKeyList list(@PathVariable long sellerId) {
        return new ApiKeyList(
                apiKeys.list(sellerId).stream().map(ApiKeyAnswer::of).toList());
    }

    @DeleteMapping("/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Revoke a key",
            description = "Serves no longer from now on; on other nodes that have seen it lately, within 10 seconds.")
    public void revoke(@PathVariable long sellerId, @PathVariable long keyId) {
        if (!apiKeys.revoke(sellerId, keyId)) {
            throw Refused.notFound("there is no such key");
        }
    }

    /** A key to be issued. */
    public record NewApiKey(
            @Schema(description = "What it is for.", example = "Web shop", maxLength = Fields.MAX_NAME)
            String label,

            @Schema(example = "STOREFRONT") Role role,

            @Schema(description = "The only account of a STOREFRONT's or SUPPLIER's key.")
            Optional<Long> accountId) {
        public NewApiKey {
            Fields.text("label", label, Fields.MAX_NAME);
            boolean bound = role == Role.STOREFRONT || role == Role.SUPPLIER;
            if (bound != accountId.isPresent()) {
                throw Refused.field(
                        "accountId",
                        bound
                                ? "a key of role " + role + " names its account"
                                : "a key of role " + role + " names none");
            }
        }
    }

    /** A key with its only showing. */
    public record IssuedKey(
            long keyId,

            @Schema(example = "psk_123_456_secret", description = "Keep it: it is not shown again.")
            String key) {
        @Override
        public String toString() {
            return "IssuedKey[" + keyId + "]";
        }
    }

    /** A key as it is listed. */
    public record ApiKeyAnswer(
            long keyId,
            String label,
            Role role,
            Optional<Long> accountId,
            Instant createdAt,
            Optional<Instant> revokedAt) {
        static ApiKeyAnswer of(ApiKey key) {
            return new ApiKeyAnswer(
                    key.keyId(), key.label(), key.role(), key.accountId(), key.createdAt(), key.revokedAt());
        }
    }

    /** All keys of a seller. */
    public record ApiKeyList(List<ApiKeyAnswer> apiKeys) {}
}
