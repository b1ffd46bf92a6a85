package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.ApiJson;
import penstock.console.json.Fields;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.catalogue.Accounts.CallbackState;
import penstock.core.catalogue.Accounts.Callbacks;
import penstock.core.catalogue.Accounts.Change;
import penstock.core.catalogue.Accounts.Opening;
import penstock.core.catalogue.Accounts.State;
import penstock.core.port.ChannelKinds;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Entered;
import penstock.core.port.ChannelKinds.Field;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.port.Wake;
import penstock.core.publication.ZeroGuard;
import penstock.core.publication.ZeroGuard.Standing;

/** A seller's accounts on channels, at providers and suppliers. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/accounts")
@Tag(name = "Accounts")
public class AccountsApi {

    private static final int MAX_ENDPOINT = 500;
    private static final int MAX_SETTING = 1_000;
    private static final int MAX_SHARE_WEIGHT = 1_000;

    private final Accounts accounts;
    private final ChannelKinds kinds;
    private final ZeroGuard zeroes;
    private final Entries entries;
    private final Wake wake;

    public AccountsApi(Accounts accounts, ChannelKinds kinds, ZeroGuard zeroes, Entries entries, Wake wake) {
        this.accounts = accounts;
        this.kinds = kinds;
        this.zeroes = zeroes;
        this.entries = entries;
        this.wake = wake;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Open an account",
            description =
                    "Settings and secrets are those that its kind names (see channel-kinds). Secrets are sealed and"
                            + " never shown again. A value that the account could not be opened with is refused. Everybody but"
                            + " a supplier has an endpoint. 409 if the name is taken.")
    public AccountAnswer open(@PathVariable long sellerId, @RequestBody NewAccount wish) {
        ChannelKind kind = kinds.find(wish.kind())
                .orElseThrow(() -> Refused.field(
                        ProblemType.UNKNOWN_REFERENCE, "kind", "there is no such kind; see GET /api/v1/channel-kinds"));
        requireFields("settings", fields(kind, false), wish.settings().orElse(Map.of()), MAX_SETTING);
        requireFields("secrets", fields(kind, true), wish.secrets().orElse(Map.of()), ApiJson.MAX_TEXT);
        requireEndpoint(kind, wish.endpoint());
        requireSound(
                kind.code(),
                new Entered(
                        wish.endpoint().orElse(""),
                        wish.settings().orElse(Map.of()),
                        wish.secrets().orElse(Map.of())));
        Account account = accounts.open(
                sellerId,
                kind,
                new Opening(
                        wish.name(),
                        wish.endpoint().orElse(""),
                        wish.shareWeight().orElse(1),
                        wish.settings().orElse(Map.of()),
                        wish.secrets().orElse(Map.of())));
        wake.wake(sellerId);
        return answer(account);
    }

    private static List<Field> fields(ChannelKind kind, boolean secret) {
        return kind.fields().stream().filter(field -> field.secret() == secret).toList();
    }

    private static void requireFields(String where, List<Field> known, Map<String, String> given, int max) {
        List<String> names = known.stream().map(Field::name).toList();
        for (Map.Entry<String, String> entry : given.entrySet()) {
            if (!names.contains(entry.getKey())) {
                throw Refused.field(
                        where,
                        where + " holds a name that the kind does not know; it knows " + String.join(", ", names));
            }
            String field = where + "." + entry.getKey();
            if (entry.getValue() == null
                    || entry.getValue().isBlank()
                    || entry.getValue().length() > max) {
                throw Refused.field(field, field + " is a text of 1 to " + max + " characters");
            }
        }
        for (Field field : known) {
            if (field.required() && !given.containsKey(field.name())) {
                throw Refused.field(where + "." + field.name(), "missing: " + field.meaning());
            }
        }
    }

    private void requireEndpoint(ChannelKind kind, Optional<String> endpoint) {
        if (endpoint.isEmpty() && kind.role() != Role.SUPPLIER) {
            throw Refused.field(
                    "endpoint", "missing: the address that stands for the channel, which nothing works without");
        }
        endpoint.ifPresent(this::requireAddress);
    }

    private void requireSound(String kind, Entered entered) {
        kinds.flaw(kind, entered).ifPresent(flaw -> {
            throw Refused.field(flaw.field(), flaw.advice());
        });
    }

    private void requireAddress(String endpoint) {
        try {
            URI address = new URI(endpoint);
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (!web || address.getHost() == null) {
                throw Refused.field("endpoint", "endpoint is an address such as https://shop.example");
            }
            kinds.refuseAddress(address).ifPresent(why -> {
                throw Refused.field(ProblemType.REFUSED_ADDRESS, "endpoint", why);
            });
        } catch (URISyntaxException e) {
            throw Refused.field("endpoint", "endpoint is an address such as https://shop.example");
        }
    }

    @GetMapping
    @Operation(summary = "List the accounts", description = "Of secrets only the names.")
    public AccountList list(@PathVariable long sellerId) {
        Map<Long, Standing> guards = zeroes.list(sellerId);
        return new AccountList(accounts.list(sellerId).stream()
                .map(account -> answer(account, Optional.ofNullable(guards.get(account.accountId()))))
                .toList());
    }

    @GetMapping("/{accountId}")
    @Operation(summary = "Read an account", description = "Of secrets only the names.")
    public AccountAnswer get(@PathVariable long sellerId, @PathVariable long accountId) {
        return answer(entries.account(sellerId, accountId));
    }

    @PatchMapping("/{accountId}")
    @Operation(
            summary = "Change an account",
            description =
                    "Pauses and resumes it, or changes its share weight; what is left out stays. A paused account is neither"
                            + " read nor written; what waits for it keeps waiting. It is noticed within 5 seconds.")
    public AccountAnswer change(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody AccountChange change) {
        entries.account(sellerId, accountId);
        return changed(sellerId, accountId, change.wanted());
    }

    private AccountAnswer changed(long sellerId, long accountId, Change change) {
        accounts.change(sellerId, accountId, change);
        wake.wake(sellerId);
        return get(sellerId, accountId);
    }

    @PatchMapping("/{accountId}/connection")
    @Operation(
            summary = "Change where an account is reached, and how",
            description =
                    "Puts its endpoint or settings (all together) right; what is left out stays. Its secrets are sent there: so"
                            + " it takes the role that may enter them. An account that needed attention is active again.")
    public AccountAnswer changeConnection(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody ConnectionChange change) {
        Account account = entries.account(sellerId, accountId);
        kinds.find(account.channel()).ifPresent(kind -> requireSound(kind, account, change));
        return changed(sellerId, accountId, change.wanted());
    }

    private void requireSound(ChannelKind kind, Account account, ConnectionChange change) {
        change.endpoint().ifPresent(this::requireAddress);
        change.settings().ifPresent(settings -> requireFields("settings", fields(kind, false), settings, MAX_SETTING));
        if (change.endpoint().isPresent() || change.settings().isPresent()) {
            requireSound(
                    kind.code(),
                    new Entered(
                            change.endpoint().orElse(account.endpoint()),
                            change.settings().orElse(account.settings()),
                            Map.of()));
        }
    }

    @PutMapping("/{accountId}/secrets")
    @Operation(
            summary = "Replace the secrets of an account",
            description = "All together; they are never shown again. An account that needed attention is active again.")
    public AccountAnswer changeSecrets(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody SecretsChange change) {
        Account account = entries.account(sellerId, accountId);
        kinds.find(account.channel()).ifPresent(kind -> {
            requireFields("secrets", fields(kind, true), change.secrets(), ApiJson.MAX_TEXT);
            requireSound(kind.code(), new Entered(account.endpoint(), account.settings(), change.secrets()));
        });
        accounts.changeSecrets(sellerId, accountId, change.secrets());
        wake.wake(sellerId);
        return get(sellerId, accountId);
    }

    private static String reason(Account account, Optional<String> zeroesHeld) {
        if (account.state() != State.ACTIVE || !account.stateReason().isEmpty()) {
            return account.stateReason();
        }
        if (zeroesHeld.isPresent()) {
            return zeroesHeld.get();
        }
        return account.failingSince()
                .map(since -> "calls keep failing since " + since + "; one is tried every half minute")
                .or(() -> account.unread()
                        .map(unread -> unread.what() + " cannot be read since " + unread.since() + ": " + unread.why()))
                .orElse("");
    }

    private AccountAnswer answer(Account account) {
        return answer(account, Optional.of(zeroes.find(account.sellerId(), account.accountId())));
    }

    private AccountAnswer answer(Account account, Optional<Standing> guard) {
        Optional<String> zeroesHeld = guard.flatMap(Standing::why);
        return new AccountAnswer(
                account.accountId(),
                account.channel(),
                account.name(),
                account.endpoint(),
                account.state(),
                reason(account, zeroesHeld),
                zeroesHeld,
                account.failingSince(),
                account.unread().map(UnreadAnswer::of),
                account.ownSkus(),
                account.publishesStock(),
                account.shareWeight(),
                account.settings(),
                entries.secretNames(account),
                account.callbacks().map(CallbackAnswer::of),
                "/webhooks/" + account.sellerId() + "/" + account.accountId());
    }

    /** An account to be opened. */
    public record NewAccount(
            @Schema(description = "A code of channel-kinds.", example = "shopify")
            String kind,

            @Schema(example = "Shop EU", maxLength = Fields.MAX_NAME)
            String name,

            @Schema(description = "The address that stands for the channel.", example = "https://shop.example")
            Optional<String> endpoint,

            @Schema(description = "Its part of PARTITIONED SKUs against the other accounts'; 1 if left out.")
            Optional<Integer> shareWeight,

            Optional<Map<String, String>> settings,
            Optional<Map<String, String>> secrets) {
        public NewAccount {
            Fields.text("kind", kind, Fields.MAX_CODE);
            Fields.text("name", name, Fields.MAX_NAME);
            Fields.text("endpoint", endpoint, MAX_ENDPOINT);
            shareWeight.ifPresent(weight -> Fields.within("shareWeight", weight, 0, MAX_SHARE_WEIGHT));
        }

        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "NewAccount[" + kind + " " + name + "]";
        }
    }

    /** An account is paused and resumed by a person; what needs attention is found out by the gateway. */
    public enum WantedState {
        ACTIVE,
        PAUSED
    }

    /** What is to become of an account. */
    public record AccountChange(
            Optional<WantedState> state,

            @Schema(description = "Why it is paused or resumed, for whoever wonders.", example = "Holidays")
            Optional<String> reason,

            @Schema(description = "Its part of PARTITIONED SKUs against the other accounts'.")
            Optional<Integer> shareWeight) {
        public AccountChange {
            Fields.text("reason", reason, Fields.MAX_NAME);
            shareWeight.ifPresent(weight -> Fields.within("shareWeight", weight, 0, MAX_SHARE_WEIGHT));
            if (reason.isPresent() && state.isEmpty()) {
                throw Refused.field("reason", "reason goes with state");
            }
            if (state.isEmpty() && shareWeight.isEmpty()) {
                throw Refused.field("state", "name what is to change: state, shareWeight or both");
            }
        }

        Change wanted() {
            return new Change(
                    state.map(wish -> State.valueOf(wish.name())),
                    reason,
                    Optional.empty(),
                    shareWeight,
                    Optional.empty());
        }
    }

    /** Where an account is to be reached, and how. */
    public record ConnectionChange(
            @Schema(description = "The address that stands for the channel.", example = "https://shop.example")
            Optional<String> endpoint,

            @Schema(description = "All of them: they take the place of those before.")
            Optional<Map<String, String>> settings) {
        public ConnectionChange {
            Fields.text("endpoint", endpoint, MAX_ENDPOINT);
            if (endpoint.isEmpty() && settings.isEmpty()) {
                throw Refused.field("endpoint", "name what is to change: endpoint, settings or both");
            }
        }

        Change wanted() {
            return new Change(Optional.empty(), Optional.empty(), endpoint, Optional.empty(), settings);
        }
    }

    /** New secrets. */
    public record SecretsChange(Map<String, String> secrets) {
        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "SecretsChange[withheld]";
        }
    }

    /** An account, of its secrets only the names. */
    public record AccountAnswer(
            long accountId,
            String kind,
            String name,
            String endpoint,
            State state,

            @Schema(description = "Why it rests, or what keeps it from working.")
            String stateReason,

            @Schema(description = "Why zeroes wait for a person; missing if none do. See the account's zero-guard.")
            Optional<String> zeroesHeld,

            @Schema(description = "Since when its calls keep failing; they are held back but for a few that probe.")
            Optional<Instant> failingSince,

            @Schema(
                    description =
                            "What the other side refuses to be asked for: a setting may be wrong. It is tried again.")
            Optional<UnreadAnswer> unread,

            boolean ownSkus,
            boolean publishesStock,
            int shareWeight,
            Map<String, String> settings,
            Set<String> secretNames,

            @Schema(
                    description =
                            "Whether the channel was asked to call back; missing where nobody has to ask, or before"
                                    + " the first look.")
            Optional<CallbackAnswer> callbacks,

            @Schema(description = "Where the channel sends its webhooks to.", example = "/webhooks/123/456")
            String webhookPath) {}

    /** What the other side refuses to be asked for. */
    public record UnreadAnswer(
            @Schema(description = "orders, notifications or stock.")
            String what,

            @Schema(description = "In the other side's words.")
            String why,

            Instant since) {
        static UnreadAnswer of(Accounts.Unread unread) {
            return new UnreadAnswer(unread.what(), unread.why(), unread.since());
        }
    }

    /** Whether a channel that has to be asked calls back. */
    public record CallbackAnswer(
            @Schema(description = "INCOMPLETE and POLLING: what is not called back for is polled.")
            Callbacks state,

            @Schema(description = "What is missing, and what to do about it.")
            String reason,

            Instant checkedAt) {
        static CallbackAnswer of(CallbackState found) {
            return new CallbackAnswer(found.state(), found.reason(), found.checkedAt());
        }
    }

    /** All accounts. */
    public record AccountList(List<AccountAnswer> accounts) {}
}
