package penstock.routes.work;

import java.util.function.LongPredicate;

/**
 * What follows a seller's ledger behind it, at its own pace, never on an order's way.
 *
 * @param next takes a seller's next batch, says whether there was one
 */
public record LedgerFollower(String name, LongPredicate next) {}
