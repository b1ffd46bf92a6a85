package penstock.core.book;

/**
 * Who had something done that its document does not name: a channel's order, a feed and a provider's parcel tell of
 * themselves who sent them.
 *
 * @param id of the key or account, 0 where there is only one of the kind
 */
public record Actor(Kind kind, long id) {

    /** Whoever runs the installation. */
    public static final Actor OPERATOR = new Actor(Kind.OPERATOR, 0);

    /** {@code penstock repair}. */
    public static final Actor REPAIR = new Actor(Kind.REPAIR, 0);

    /** What can act. */
    public enum Kind {
        OPERATOR,
        KEY,
        REPAIR,
        /** An account's channel, by what it says of an order. */
        CHANNEL
    }

    /** What an account's channel says. */
    public static Actor channel(long accountId) {
        return new Actor(Kind.CHANNEL, accountId);
    }

    /** As it is written down: {@code KEY:7}. */
    public String text() {
        return kind.name() + ":" + id;
    }

    /** A program of the seller, by its key. */
    public static Actor key(long keyId) {
        return new Actor(Kind.KEY, keyId);
    }
}
