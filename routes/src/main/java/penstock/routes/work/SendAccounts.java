package penstock.routes.work;

import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.metrics.Stages;

/** Sends accounts through routes, and times what is done for them there. Any thread. */
public final class SendAccounts implements SellerRound.Sending {

    private final OpenAccounts open;
    private final ProducerTemplate routes;
    private final Stages stages;

    public SendAccounts(OpenAccounts open, ProducerTemplate routes, Stages stages) {
        this.open = open;
        this.routes = routes;
        this.stages = stages;
    }

    @Override
    public Optional<Runnable> of(long sellerId, long accountId, String route) {
        return open.find(sellerId, accountId).map(account -> () -> send(account, route));
    }

    private void send(OpenAccount account, String route) {
        stages.time(WorkRoutes.stage(route), account.account().channel(), () -> routes.sendBody(route, account.key()));
    }
}
