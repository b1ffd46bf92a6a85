package penstock.routes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import penstock.core.publication.Publishing;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.Confirmations;
import penstock.routes.transport.TransportSettings.Lane;

/** The core's waits rest on how long a call may take, which it cannot know. */
class ClaimsOutlastCallsTest {

    private static final Duration CALL = Lane.QUICK.total();

    @Test
    void whatIsReadBackHasArrivedOrNeverWill() {
        assertThat(ClaimSubmission.READ_BACK_AFTER).isGreaterThan(CALL.multipliedBy(2)); // a token, the order
        assertThat(Confirmations.READ_BACK).isGreaterThan(CALL);
    }

    @Test
    void aClaimLastsAsLongAsWhatIsDoneUnderIt() {
        assertThat(Confirmations.CLAIM).isGreaterThanOrEqualTo(CALL.multipliedBy(6));
        assertThat(Publishing.CLAIM).isGreaterThanOrEqualTo(CALL.multipliedBy(2));
    }
}
