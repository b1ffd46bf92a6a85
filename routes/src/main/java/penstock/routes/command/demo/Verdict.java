package penstock.routes.command.demo;

import java.util.List;

/**
 * What the evidence says.
 *
 * @param reservedBeyondStock violations of the rules that keep a reservation within the stock
 * @param soldTwice units that marketplaces sold beyond what could be reserved, but for outside losses
 * @param ordersChecked orders of the channels that were compared
 * @param tooLate orders that their channel cancelled when the parcel had left: it is to be asked back
 * @param wrong what is not as it has to be, a sentence each; empty if all is well
 */
record Verdict(long reservedBeyondStock, int soldTwice, int ordersChecked, List<String> tooLate, List<String> wrong) {

    boolean isFine() {
        return wrong.isEmpty();
    }
}
