package penstock.core.port;

import java.util.Optional;
import penstock.core.message.Recipient;

/** Whom orders go to. It is kept nowhere but in the sealed message that an order was read from. Any thread. */
@FunctionalInterface
public interface Recipients {

    /** Empty where the channel names nobody, or nothing is to be known of the person any more. */
    Optional<Recipient> find(long sellerId, long orderId);
}
