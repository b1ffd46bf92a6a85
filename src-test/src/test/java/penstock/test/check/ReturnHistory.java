package penstock.test.check;

import java.util.List;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.returns.Arrival;
import penstock.core.returns.NewReturn;
import penstock.core.returns.ReceivedCondition;
import penstock.core.returns.ReceivingReturns;
import penstock.core.returns.ReturnReason;
import penstock.core.returns.Returns;

/** The part of the sample history that comes back: a unit that was shipped with one order is kept apart, another is authorised. */
final class ReturnHistory {

    private ReturnHistory() {}

    static void tell(SampleSeller seller) {
        Returns returns = new Returns(seller.database, seller.engine);
        long order = order(seller, "O1");
        returns.authorise(seller.sellerId, wish("B1", order, 1));
        new ReceivingReturns(seller.engine)
                .receive(
                        seller.sellerId,
                        Actor.OPERATOR,
                        "B1",
                        new Arrival(
                                "BOX",
                                "WH1",
                                false,
                                List.of(new Arrival.Found(1, 1, ReceivedCondition.OPENED, Optional.empty()))));
        returns.authorise(seller.sellerId, wish("B2", order, 2)); // all that is left of the three that were shipped
    }

    private static NewReturn wish(String id, long order, int units) {
        return new NewReturn(
                id,
                order,
                Optional.empty(),
                Optional.empty(),
                true,
                "",
                List.of(new NewReturn.Wish(Optional.of(1), Optional.empty(), units, ReturnReason.CHANGED_MIND)));
    }

    private static long order(SampleSeller seller, String channelOrderId) {
        return seller.list(
                        "select order_id from sales_order where seller_id = :seller and channel_order_id = '"
                                + channelOrderId + "'",
                        row -> row.getLong("order_id"))
                .get(0);
    }
}
