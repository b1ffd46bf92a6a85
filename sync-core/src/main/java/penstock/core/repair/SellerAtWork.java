package penstock.core.repair;

/** A gateway works for the seller, and remembers what would be changed behind its back. */
public final class SellerAtWork extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SellerAtWork(long sellerId) {
        super("a gateway works for seller " + sellerId
                + " and remembers its balances; stop it, and every other on this database, and come again");
    }
}
