package penstock.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Channel;
import penstock.channels.spi.NumberMeaning;
import penstock.channels.spi.NumberMeaning.OnCancel;
import penstock.channels.spi.NumberMeaning.OnSale;
import penstock.channels.spi.StockSink;
import penstock.sandbox.buyer.Basket;

/** What each adapter says of its channel's number, against what the number does on the simulated channel. */
class NumberMeaningContractTest {

    @Test
    void shopifyTakesUnitsOffWhenTheyAreOrderedAndPutsThemBackIfToldTo() {
        try (ShopifyAccount weir = new ShopifyAccount()) {
            Function<Boolean, String> buy = paid -> weir.buy(basket(paid));
            int before = weir.shown("LAMP");
            OnSale sale = sale(() -> weir.shown("LAMP"), () -> buy.apply(true));
            boolean withoutUnpaid = sale(() -> weir.shown("LAMP"), () -> buy.apply(false)) == OnSale.TAKEN_OFF;
            String kept = buy.apply(true);
            String restocked = buy.apply(true);
            int sold = weir.shown("LAMP");
            assertThat(weir.shop.cancel(kept, false)).isTrue();
            assertThat(weir.shown("LAMP")).isEqualTo(sold);
            assertThat(weir.shop.cancel(restocked, true)).isTrue();
            OnCancel cancel = weir.shown("LAMP") == sold + 1 ? OnCancel.PUT_BACK_BY_CHOICE : OnCancel.STAYS;
            assertThat(before - sold).isEqualTo(4);
            assertThat(declared(weir.channel)).isEqualTo(new NumberMeaning(sale, cancel, withoutUnpaid));
        }
    }

    @Test
    void amazonTakesUnitsOffForPendingOrdersTooAndNeverPutsThemBack() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            IntSupplier shown = () -> s1.shown("LAMP").orElseThrow();
            OnSale sale = sale(shown, () -> s1.buy(basket(true)));
            boolean withoutUnpaid = sale(shown, () -> s1.buy(basket(false))) == OnSale.TAKEN_OFF;
            String order = s1.buy(basket(true));
            int sold = shown.getAsInt();
            assertThat(s1.seller.cancel(order)).isTrue();
            OnCancel cancel = shown.getAsInt() == sold ? OnCancel.STAYS : OnCancel.PUT_BACK_BY_CHOICE;
            assertThat(declared(s1.channel)).isEqualTo(new NumberMeaning(sale, cancel, withoutUnpaid));
        }
    }

    private static Basket basket(boolean paid) {
        return new Basket(List.of(new Basket.Wish("LAMP", 1)), paid);
    }

    private static OnSale sale(IntSupplier shown, Runnable buying) {
        int before = shown.getAsInt();
        buying.run();
        return shown.getAsInt() == before - 1 ? OnSale.TAKEN_OFF : OnSale.STAYS;
    }

    private static NumberMeaning declared(Channel channel) {
        return channel.stock().map(StockSink::numberMeaning).orElseThrow();
    }
}
