package penstock.test.reading;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Sellers;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.inbox.Inbox;
import penstock.core.publication.Publishing;
import penstock.core.risk.Lags;
import penstock.core.store.Database;
import penstock.routes.accounts.Adapters;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.metrics.Stages;
import penstock.routes.transport.EgressPolicy;
import penstock.routes.work.Pace;
import penstock.routes.work.ReadMessages;
import penstock.test.TestDatabase;

/** Reads the messages of a seller of its own without a gateway: to fetch anything would be a defect. */
final class MessageReader implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    final Database database = TestDatabase.database();
    final Ids ids = TestDatabase.ids(CLOCK);
    final Engine engine = new Engine(database, CLOCK, ids, EngineLimits.DEFAULT, seller -> {});
    final Inbox inbox;
    final ReadMessages reading;
    final long seller;
    private final Accounts accounts;
    private final Adapters adapters = new Adapters(new EgressPolicy(List.of("127.0.0.1")));

    MessageReader(Sellers.PartialShipping partialShipping) {
        Sealing sealing = new Sealing(new byte[Sealing.KEY_BYTES]);
        inbox = new Inbox(database, CLOCK, ids, sealing);
        accounts = new Accounts(database, CLOCK, ids, sealing);
        seller = new Sellers(database, CLOCK, ids)
                .create("Reading", "EUR", partialShipping)
                .sellerId();
        reading = new ReadMessages(
                inbox,
                engine,
                new Publishing(database, CLOCK),
                new OpenAccounts(accounts, adapters, CLOCK, 1),
                () -> {
                    throw new AssertionError("nothing is to be fetched");
                },
                new Stages(new SimpleMeterRegistry(), new Lags(database, CLOCK), CLOCK),
                new Pace(1),
                Runnable::run);
    }

    /** Opens an account of the seller where nobody listens. */
    long account(String kind, Map<String, String> settings, Map<String, String> secrets) {
        Accounts.Opening opening = new Accounts.Opening(kind, "http://127.0.0.1:9/" + kind, 1, settings, secrets);
        return accounts.open(seller, adapters.find(kind).orElseThrow(), opening).accountId();
    }

    /** Lets an account rest. */
    void rest(long accountId, Accounts.State state) {
        accounts.enter(seller, accountId, state, "a test");
    }

    @Override
    public void close() {
        inbox.close();
        engine.close();
    }
}
