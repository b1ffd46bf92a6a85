package penstock.routes.collect;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.Channel;
import penstock.channels.spi.WebhookSource;
import penstock.channels.spi.WebhookSource.Verdict;
import penstock.core.engine.EngineBusy;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.Stored;
import penstock.core.message.RawMessage;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.OutcomeUnknown;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.metrics.Stages;
import penstock.routes.work.ReadMessages;

/** Judges a webhook by its raw bytes, stores it, and answers 2xx only after the commit. Any thread. */
public final class CollectWebhook {

    private static final Logger LOG = LoggerFactory.getLogger(CollectWebhook.class);

    private final OpenAccounts accounts;
    private final Inbox inbox;
    private final ReadMessages reading;
    private final Stages stages;
    private final Clock clock;

    public CollectWebhook(OpenAccounts accounts, Inbox inbox, ReadMessages reading, Stages stages, Clock clock) {
        this.stages = stages;
        this.accounts = accounts;
        this.inbox = inbox;
        this.reading = reading;
        this.clock = clock;
    }

    /** The answer to a webhook that is refused whatever its body says; never throws. */
    public Optional<WebhookAnswer> refuse(long sellerId, long accountId) {
        WebhookAnswer answer;
        try {
            if (source(accounts.find(sellerId, accountId)).isPresent()) {
                return Optional.empty();
            }
            answer = WebhookAnswer.NO_SUCH_ADDRESS;
        } catch (RuntimeException e) {
            answer = failed(accountId, e);
        }
        refused(answer);
        return Optional.of(answer);
    }

    /** A webhook was refused before its account was asked. */
    public void refused(WebhookAnswer answer) {
        stages.webhook(Stages.NO_CHANNEL, answer.outcome());
    }

    /** Takes a webhook in; never throws. */
    public WebhookAnswer collect(WebhookCall call) {
        Optional<OpenAccount> account = Optional.empty();
        WebhookAnswer answer;
        try {
            account = accounts.find(call.sellerId(), call.accountId());
            Optional<WebhookSource> source = source(account);
            answer = source.isEmpty() ? WebhookAnswer.NO_SUCH_ADDRESS : judge(call, account.get(), source.get());
        } catch (RuntimeException e) {
            answer = failed(call.accountId(), e);
        }
        String channel = account.map(found -> found.account().channel()).orElse(Stages.NO_CHANNEL);
        stages.webhook(channel, answer.outcome());
        return answer;
    }

    private static Optional<WebhookSource> source(Optional<OpenAccount> account) {
        return account.flatMap(OpenAccount::channel).flatMap(Channel::webhooks);
    }

    /** What could not be stored was not taken in: its sender comes back. */
    private static WebhookAnswer failed(long accountId, RuntimeException failure) {
        if (failure instanceof EngineBusy) {
            return WebhookAnswer.BUSY;
        } else if (failure instanceof DatabaseFailure || failure instanceof OutcomeUnknown) {
            LOG.info("a webhook could not be stored and was refused; its sender is to come back");
        } else {
            LOG.error(
                    "account {}: a webhook could not be taken in ({}); its sender is to come back",
                    accountId,
                    failure.getClass().getName());
        }
        return WebhookAnswer.UNAVAILABLE;
    }

    private WebhookAnswer judge(WebhookCall call, OpenAccount account, WebhookSource source) {
        Verdict verdict = source.verify(call.headers(), call.body(), account.secrets(), clock.instant());
        if (verdict instanceof Verdict.Genuine genuine) {
            return store(call, genuine.message());
        } else if (verdict instanceof Verdict.Ping) {
            return WebhookAnswer.PING;
        } else if (verdict instanceof Verdict.Malformed malformed) {
            return new WebhookAnswer(400, "malformed", malformed.why());
        }
        return new WebhookAnswer(401, "forged", "the signature does not fit");
    }

    private WebhookAnswer store(WebhookCall call, RawMessage message) {
        List<Stored> stored = inbox.storeNow(call.sellerId(), call.accountId(), List.of(message), Optional.empty());
        Stored first = stored.get(0);
        return switch (first.kind()) {
            case NEW -> {
                reading.readSoon(call.sellerId(), first.inboxId());
                yield WebhookAnswer.STORED;
            }
            case REPEAT -> WebhookAnswer.REPEAT;
            case CONFLICT -> {
                LOG.warn(
                        "account {}: a webhook repeats an event id with other content; refused, message {} counts",
                        call.accountId(),
                        first.inboxId());
                yield WebhookAnswer.CONFLICT;
            }
        };
    }
}
