package penstock.core.purchasing;

import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.store.Transaction;

/** A place where the seller counts what comes. A supplier's or a provider's own figures say what is there. */
public final class OurPlace {

    private OurPlace() {}

    /** The location's number. */
    public static long require(Transaction transaction, String code) {
        record Place(long id, boolean ours) {}
        Place place = transaction
                .find(
                        "select location_id, kind = 'WAREHOUSE' as ours from location where seller_id = ? and code = ?",
                        row -> new Place(row.getLong("location_id"), row.getBoolean("ours")),
                        transaction.sellerId(),
                        code)
                .orElseThrow(() -> new InvalidField(
                        "location",
                        code,
                        Reason.UNKNOWN_LOCATION,
                        "names no location of ours; create " + code + " first"));
        if (!place.ours()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    PurchasingFault.NOT_OUR_PLACE,
                    "what comes to " + code + " is counted by whoever runs it; receive at a WAREHOUSE");
        }
        return place.id();
    }
}
