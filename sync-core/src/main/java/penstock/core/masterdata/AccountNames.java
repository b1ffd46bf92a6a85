package penstock.core.masterdata;

import java.util.HashMap;
import java.util.Map;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** A seller's accounts as spreadsheets name them: by their names. */
record AccountNames(Map<String, Long> ids) {

    static AccountNames of(Transaction transaction) {
        Map<String, Long> ids = new HashMap<>();
        transaction.list(
                "select name, account_id from channel_account where seller_id = ?",
                row -> ids.put(row.getText("name"), row.getLong("account_id")),
                transaction.sellerId());
        return new AccountNames(ids);
    }

    /** Every name by its account. */
    static Map<Long, String> byAccount(Database database, long sellerId) {
        Map<Long, String> names = new HashMap<>();
        database.transact(sellerId, AccountNames::of).ids().forEach((name, id) -> names.put(id, name));
        return names;
    }

    /** @throws InvalidField if no account has that name */
    long account(String field, String name) {
        Long accountId = ids.get(name);
        if (accountId == null) {
            throw new InvalidField(
                    field, name, Reason.UNKNOWN_ACCOUNT, "is no account's name; see the accounts, or open it first");
        }
        return accountId;
    }
}
