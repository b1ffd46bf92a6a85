package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import penstock.core.publication.CallQuotas;
import penstock.test.TestDatabase;

/** What an account has used of a channel's day, whoever works it. */
class CallQuotasTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    @Test
    void whatWasUsedIsKnownToTheNextNodeAndGoesWithItsDay() {
        try (Market market = new Market()) {
            long account = market.account("bazaar");
            CallQuotas one = new CallQuotas(TestDatabase.database());
            CallQuotas other = new CallQuotas(TestDatabase.database());
            one.note(market.sellerId(), account, "revise", MONDAY, 5);
            other.note(market.sellerId(), account, "revise", MONDAY, 3); // was slower to tell
            assertThat(other.used(market.sellerId(), account, "revise", MONDAY)).isEqualTo(5);
            assertThat(other.used(market.sellerId(), account, "end", MONDAY)).isZero();
            other.note(market.sellerId(), account, "revise", MONDAY.plusDays(1), 1);
            one.note(market.sellerId(), account, "revise", MONDAY, 6); // late
            assertThat(one.used(market.sellerId(), account, "revise", MONDAY.plusDays(1)))
                    .isEqualTo(1);
            assertThat(one.used(market.sellerId(), account, "revise", MONDAY)).isZero();
        }
    }
}
