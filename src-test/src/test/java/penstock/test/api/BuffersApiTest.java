package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.risk.Lags;
import penstock.core.risk.Leg;
import penstock.core.store.Database;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class BuffersApiTest {

    private final Api api = Api.shared();
    private final Seller seller = api.seller().warehouse();

    private void sells(String account, double perDay) {
        api.service(Database.class)
                .transact(
                        seller.sellerId(),
                        transaction -> transaction.update(
                                """
                insert into sku_velocity (seller_id, sku_id, account_id, per_day, variance_per_day, days, as_of)
                select s.seller_id, s.sku_id, ?, ?::text::double precision, ?::text::double precision, 28, now()
                  from sku s where s.seller_id = ? and s.code = 'LAMP'
                """, Long.parseLong(account), "" + perDay, "" + perDay, seller.sellerId()));
    }

    /** Opens an account, some days ago. */
    private String account() {
        String account = seller.account("bazaar");
        api.service(Database.class)
                .transact(
                        seller.sellerId(),
                        transaction -> transaction.update(
                                "update channel_account set created_at = created_at - interval '3 days' where seller_id = ?",
                                seller.sellerId()));
        return account;
    }

    private void takes(String account, Leg leg, Duration lag) {
        Lags lags = api.service(Lags.class);
        lags.measured(seller.sellerId(), Long.parseLong(account), leg, lag);
        lags.keep(seller.sellerId());
    }

    @Test
    void eachKindIsToldWithWhatItKeepsBackAndWhatComesOfIt() {
        seller.stock("LAMP", 30);
        String weir = account();
        String mill = account();
        sells(weir, 48);
        sells(mill, 24);
        takes(weir, Leg.SALE_TO_COMMIT, Duration.ofMinutes(50));
        takes(weir, Leg.COMMIT_TO_SHOWN, Duration.ofMinutes(30));
        takes(mill, Leg.SALE_TO_COMMIT, Duration.ofMinutes(10));
        Answer outlook = seller.get("/skus/LAMP/buffers");
        assertThat(outlook.status()).as(outlook.toString()).isEqualTo(200);
        assertThat(outlook.at("/available") + " " + outlook.at("/played") + " " + outlook.at("/days"))
                .isEqualTo("30 30 1");
        assertThat(outlook.at("/outlets/0/perDay") + " " + outlook.at("/outlets/0/assumed"))
                .isEqualTo("48.0 false");
        assertThat(outlook.at("/outlets/1/commitToShownMillis") + " " + outlook.at("/outlets/1/assumed"))
                .isEqualTo("30000 true");
        assertThat(kept(outlook))
                .containsExactly("NONE 0 0", "FIXED 1 1", "PERCENTAGE 3 3", "DAYS_OF_COVER 30 30", "RISK 3 5");
        double none = Double.parseDouble(outlook.at("/expected/0/oversold"));
        double risk = Double.parseDouble(outlook.at("/expected/4/oversold"));
        assertThat(none).isGreaterThan(0.3);
        assertThat(risk).isLessThan(none / 20);
        assertThat(outlook.at("/expected/3/listed"))
                .as("a day's sales are more than there is")
                .isEqualTo("0.0");
        assertThat(seller.get("/skus/LAMP/buffers").response().body())
                .isEqualTo(outlook.response().body());
    }

    private static List<String> kept(Answer outlook) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String at = "/expected/" + i;
            kept.add(outlook.at(at + "/rule") + " " + outlook.at(at + "/keptBack/0") + " "
                    + outlook.at(at + "/keptBack/1"));
        }
        return kept;
    }

    @Test
    void whatDoesNotSellIsNeitherLostNorSoldTwice() {
        seller.stock("VASE", 4);
        Answer outlook = seller.get("/skus/VASE/buffers");
        assertThat(outlook.at("/outlets/0")).isEmpty();
        assertThat(outlook.at("/expected/1/oversold") + " " + outlook.at("/expected/1/lost"))
                .isEqualTo("0.0 0.0");
        assertThat(seller.get("/skus/NONE/buffers").problem()).isEqualTo("404 not-found");
    }
}
