package penstock.routes.work;

import java.util.List;
import java.util.function.Predicate;
import penstock.core.catalogue.Accounts;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;

/** Asks every active account of a seller whether it is time for one of the things that only time sets off. Any thread. */
public final class AskAccounts implements Duty {

    private final Accounts accounts;
    private final OpenAccounts open;
    private final List<Question> questions;

    /**
     * Asks.
     *
     * @param questions what each account is asked, in this order
     */
    public AskAccounts(Accounts accounts, OpenAccounts open, List<Question> questions) {
        this.accounts = accounts;
        this.open = open;
        this.questions = List.copyOf(questions);
    }

    /**
     * What an account may have to be done for it.
     *
     * @param route does it
     */
    public record Question(String route, Predicate<OpenAccount> isDue) {}

    @Override
    public String name() {
        return "ask-accounts";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        accounts.list(sellerId).stream()
                .filter(account -> account.state() == Accounts.State.ACTIVE)
                .forEach(account -> SellerRound.guarded(
                        "account " + account.accountId(),
                        () -> open.find(sellerId, account.accountId()).ifPresent(opened -> ask(opened, hands))));
    }

    private void ask(OpenAccount account, Hands hands) {
        for (Question question : questions) {
            if (question.isDue().test(account)) {
                hands.start(account.account().accountId(), question.route());
            }
        }
    }
}
