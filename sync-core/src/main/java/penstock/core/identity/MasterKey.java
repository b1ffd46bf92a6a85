package penstock.core.identity;

import penstock.core.store.Database;

/** Whether a database was sealed under the master key that is at hand. */
public final class MasterKey {

    private static final String PURPOSE = "installation.key_mark";

    private MasterKey() {}

    /**
     * Notes the key that first opens the database, and knows every other.
     *
     * @throws WrongMasterKey if it was another: what is sealed there could not be read, and what is sealed from now on not
     *     by whoever has the first
     */
    public static void requireSame(Database database, Sealing sealing) {
        String mark = sealing.mark("master key", PURPOSE);
        String first = database.transactWithoutSeller(transaction -> {
            transaction.update(
                    "insert into installation (seller_id, key_mark) values (0, ?) on conflict do nothing", mark);
            return transaction
                    .find("select key_mark from installation where seller_id = 0", row -> row.getText("key_mark"))
                    .orElseThrow();
        });
        if (!first.equals(mark)) {
            throw new WrongMasterKey();
        }
    }

    /** The key at hand is not the one that the database was sealed under. */
    public static final class WrongMasterKey extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongMasterKey() {
            super("the database was sealed under another master key, so nobody's secrets or addresses could be read;"
                    + " give the gateway that key: restore the file master.key of its home, or set"
                    + " PENSTOCK_MASTER_KEY to the same value on every gateway of this database");
        }
    }
}
