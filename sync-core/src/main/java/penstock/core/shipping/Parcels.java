package penstock.core.shipping;

import java.util.Map;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Packing;
import penstock.core.book.Packing.Label;
import penstock.core.book.Parcel;
import penstock.core.order.ContentHash;

/** Parcels that the warehouse or a provider tells of: each once, and the channel will be told. */
final class Parcels {

    private Parcels() {}

    /** The parcel of that id, if it was recorded before. */
    static Optional<Parcel> find(Book book, FulfilmentOrder fulfilment, String callerId) {
        return book.parcels(fulfilment.orderId()).stream()
                .filter(parcel -> parcel.fulfilmentId() == fulfilment.fulfilmentId()
                        && parcel.callerId().equals(callerId))
                .findFirst();
    }

    static byte[] contentHash(Label label, Map<Integer, Integer> units) {
        return ContentHash.of(label.carrier() + "\t" + label.trackingNumber() + "\t" + units);
    }

    /**
     * Ships units of a fulfilment order; the channel will be told.
     *
     * @param units by fulfilment line number, each from 1 to what is open
     */
    static Parcel ship(Book book, FulfilmentOrder fulfilment, Label label, Map<Integer, Integer> units, byte[] hash) {
        return Packing.ship(book, fulfilment, label, units, hash, true);
    }
}
