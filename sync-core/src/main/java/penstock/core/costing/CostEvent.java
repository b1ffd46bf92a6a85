package penstock.core.costing;

import java.time.LocalDate;
import java.util.OptionalLong;
import penstock.core.money.Price;

/** Something that changes what a SKU's stock costs: units that cross the border of owned stock, or a document. */
public sealed interface CostEvent {

    Moment moment();

    /**
     * Units came in. They open a layer, whose cost is provisional until a document says it.
     *
     * @param from who is charged for them
     * @param cause of the posting, by which they may be sent back
     */
    record Received(Moment moment, int quantity, CostAccount from, String cause) implements CostEvent {}

    /**
     * Units left.
     *
     * @param to who is charged with them
     * @param orderId of the sale, 0 for none
     * @param channelAccountId through which they were sold, 0 for none
     * @param cause of the posting; units that go back to their supplier come from the layer of the same cause
     */
    record Issued(Moment moment, int quantity, CostAccount to, long orderId, long channelAccountId, String cause)
            implements CostEvent {}

    /**
     * Units came back; they go where they were taken from, at what they cost then. What had not been taken opens a layer.
     *
     * @param from {@code COST_OF_GOODS_SOLD} of a customer's, {@code PRODUCTION}
     * @param orderId of the sale or production, 0 for none
     */
    record Returned(Moment moment, int quantity, CostAccount from, long orderId, String cause) implements CostEvent {}

    /**
     * What the units of a layer cost in all, but for landed cost.
     *
     * @param from {@code PURCHASES}, {@code OPENING_BALANCE} or {@code PRODUCTION}
     */
    record Priced(Moment moment, long layer, long amount, CostAccount from) implements CostEvent {}

    /**
     * The units of a layer cost so much more, or less.
     *
     * @param from {@code PURCHASES} for goods, {@code LANDED_COSTS}
     */
    record Corrected(Moment moment, long layer, long amount, CostAccount from) implements CostEvent {}

    /** An amount goes from one account to another on account of the SKU, beside its stock; negative the other way. */
    record Charged(Moment moment, long amount, CostAccount from, CostAccount to) implements CostEvent {}

    /** What units can be sold for, less what selling costs (IAS 2.6): stock is worth no more than that, nor than its cost. */
    record NetRealisable(Moment moment, Price price) implements CostEvent {}

    /** The standard cost from now on. */
    record StandardSet(Moment moment, Price price) implements CostEvent {}

    /** The months up to this day are closed. */
    record PeriodClosed(Moment moment, LocalDate through) implements CostEvent {}

    /** The layer that a document speaks of. */
    default OptionalLong documentedLayer() {
        if (this instanceof Priced priced) {
            return OptionalLong.of(priced.layer());
        }
        return this instanceof Corrected corrected ? OptionalLong.of(corrected.layer()) : OptionalLong.empty();
    }
}
