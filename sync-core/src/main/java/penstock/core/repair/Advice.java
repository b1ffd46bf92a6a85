package penstock.core.repair;

import penstock.core.check.Invariant;
import penstock.core.repair.Remedy.Person;
import penstock.core.repair.Remedy.Rebuild;

/** What is to be done about a violation that nothing more is known of than what the check says. */
final class Advice {

    private Advice() {}

    static Remedy on(Invariant invariant) {
        return switch (invariant) {
            case LAYERS_ARE_THE_STOCK -> new Rebuild(Projection.VALUATION);
            case POSTINGS_ARE_THE_BALANCE ->
                new Person("count the place and report what is there (POST ~/stock-moves, COUNT), then come again");
            case NO_BALANCE_IS_BELOW_ZERO ->
                new Person("build the balances anew first (penstock rebuild --projection BALANCE)");
            case OPEN_RESERVATIONS_ARE_RESERVED ->
                new Person(
                        "a reservation and its line tell different stories: look at the order (GET ~/orders/{orderId}); have its"
                                + " channel's message read again (POST ~/parked/messages/{messageId}/replay) or cancel it at its channel");
            case ORDERED_UNITS_ADD_UP ->
                new Person(
                        "a line's figures and its reservations differ: compare the order with its channel, and have the channel's"
                                + " message read again (POST ~/parked/messages/{messageId}/replay)");
            case ONE_EFFECT_PER_CAUSE ->
                new Person(
                        "something counted twice, or rows are missing: compare with whoever sent it and make up for units that are"
                                + " too many by a stock move (ADJUST); where the ledger has a gap, restore the database from its backup");
            case NOTHING_IS_STUCK ->
                new Person(
                        "have it tried again: POST ~/parked/messages/{messageId}/replay, ~/parked/releases/{orderId}/replay,"
                                + " ~/shipments/{shipmentId}/retry-confirmation; listings and releases as a whole by penstock rebuild");
            case SENT_POSITIONS_NEVER_GO_BACK ->
                new Person(
                        "rows were written by something else than a gateway, or a backup was restored: let every listing be"
                                + " compared again, so that those that differ are told (penstock rebuild --projection PUBLICATION)");
            case QUIET_CHANNELS_SHOW_WHAT_WAS_SENT ->
                new Person(
                        "nothing is known of it while a gateway works; where nothing happens any more, let every listing be"
                                + " compared again (penstock rebuild --projection PUBLICATION)");
            case SHARES_FIT_INTO_STOCK ->
                new Person(
                        "pause a listing of the SKU (PATCH ~/listings/{listingId}) until its channel shows less, or bring stock in");
            case ONE_PROVIDER_ORDER -> new Person("have the provider cancel the order that it has twice");
            case SHIPPED_UNITS_ADD_UP ->
                new Person(
                        "a parcel and its order differ: ask who shipped it; units that left beyond the order are a stock move"
                                + " (ADJUST), a confirmation that is stuck is told again (POST ~/shipments/{shipmentId}/retry-confirmation)");
            case OPEN_ORDERS_ARE_INCOMING ->
                new Person(
                        "a purchase order and what was received differ: look at both (GET ~/purchase-orders, ~/receipts) and cancel what"
                                + " will not come, or receive what came");
            case RETURNED_UNITS_WERE_SHIPPED ->
                new Person(
                        "a return and its order differ: look at both (GET ~/returns, ~/orders/{orderId}); units that are too many are a"
                                + " stock move (ADJUST)");
            case PRODUCTION_ADDS_UP ->
                new Person("an order tells another story than the ledger: compare what was done about it (GET"
                        + " ~/production-orders/{number}/events) with the SKU's postings, and make up for units that are missing by"
                        + " a stock move (ADJUST)");
            case TRANSFERS_ARE_IN_TRANSIT ->
                new Person(
                        "a transfer and the ledger tell different stories: look at it (GET ~/transfers/{number}) and at the SKU's history,"
                                + " count both places, and receive or close what is under way");
            case SELLERS_ARE_APART ->
                new Person(
                        "stop the gateway: row-level security was changed; compare the tables' policies with the migrations");
        };
    }

    /** What a remedy does, in words. */
    static String plan(Remedy remedy) {
        return remedy instanceof Rebuild rebuild
                ? "build " + rebuild.projection() + " anew: "
                        + rebuild.projection().what()
                : remedy instanceof Person person ? person.todo() : "";
    }
}
