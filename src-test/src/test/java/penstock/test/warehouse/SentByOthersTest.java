package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves by the channel's word leaves a bin and a lot too, and nobody has named the pieces. */
class SentByOthersTest {

    private final Storehouse house = new Storehouse();

    @AfterEach
    void theSumIsTheBalance() {
        house.requireSound();
        house.close();
    }

    @Test
    void unitsAndKnownPiecesLeaveAndAnOrderWhoseGonePiecesNobodyKnowsIsHeldBack() {
        String script = """
                receive CAMERA 3 A1/- serials S1,S2,S3  -> CREATED A1/- 3
                order O1 CAMERA 2                       -> reserved 2 short 0 A1/- 3
                release O1 CAMERA                       -> CHANGED A1/- 3(2)
                pick O1 CAMERA 1 A1/- serials S2        -> CREATED A1/- 2(1), BENCH/- 1(1)
                gone O1 CAMERA 1                        -> reserved 1 short 0 A1/- 2(1)
                gone O1 CAMERA 2                        -> reserved 1 short 0 A1/- 2
                release O1 CAMERA                       -> EXISTS A1/- 2
                receive MUG 3 A1/-                      -> CREATED A1/- 3
                order O2 MUG 3                          -> reserved 3 short 0 A1/- 3
                gone O2 MUG 2                           -> reserved 1 short 0 A1/- 1
                """;
        assertThat(house.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    @Test
    void piecesThatHadLeftWhenTheirOrderWasCancelledAreNotForSaleAgain() {
        String script = """
                receive CAMERA 3 A1/- serials S1,S2,S3  -> CREATED A1/- 3
                order O1 CAMERA 2                       -> reserved 2 short 0 A1/- 3
                release O1 CAMERA                       -> CHANGED A1/- 3(2)
                gone O1 CAMERA 1                        -> reserved 2 short 0 A1/- 3
                void O1 CAMERA 1                        -> reserved 0 short 0 quality_control A1/- 1, A1/- 2
                order O2 CAMERA 3                       -> reserved 2 short 1 quality_control A1/- 1, A1/- 2
                """;
        assertThat(house.play(script)).isEqualTo(Storehouse.tidy(script));
        assertThat(house.flags("O1"))
                .containsExactly(
                        "it was cancelled after pieces had left that nobody named: 1 of CAMERA stand in quality control;"
                                + " take out those that left by an adjustment, then clear the rest",
                        "its channel says that more of it has left; say which pieces, then ship them here");
    }
}
