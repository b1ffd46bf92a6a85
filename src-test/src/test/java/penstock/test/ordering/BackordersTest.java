package penstock.test.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.core.ledger.Stock;
import penstock.core.order.Orders;
import penstock.core.scenario.Script;
import penstock.test.check.MovedClock;
import penstock.test.scenario.DatabaseLedger;

/** Units that are not there are promised out of what is still to come, and never more than that and some beyond. */
class BackordersTest {

    private static final int BUYERS = 32;

    private final PromisingSeller seller = new PromisingSeller(false);

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    void whatIsShortIsPromisedToWhoComesFirstAndServedWhenItCame() {
        seller.backorder("SKU-1", 2, 21);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 1
                expect   E1 PO-1 SKU-1 WH1 4 2026-03-10         -> CREATED  SKU-1 WH1: available 1 incoming 4
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3    -> CREATED  A1/1: reserved 1 backordered 2 short 0
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2    -> CREATED  A2/1: backordered 2 short 0
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x4    -> CREATED  A3/1: backordered 2 short 2
                expect   E1 PO-1 SKU-1 WH1 4 2026-03-10         -> EXISTS   SKU-1 WH1: incoming 4
                expect   E1 PO-1 SKU-1 WH1 5 2026-03-10         -> EXISTS_WITH_DIFFERENT_CONTENT  SKU-1 WH1: incoming 4
                arrive   M2 SKU-1 WH1 5                         -> EXCEEDS_AVAILABLE  SKU-1 WH1: incoming 4
                arrive   M2 SKU-1 WH1 3                         -> CREATED  A1/1: reserved 3 backordered 0 | A2/1: reserved 1 backordered 1 | A3/1: backordered 2 short 2 | SKU-1 WH1: available 0 reserved 4 incoming 1
                arrive   M2 SKU-1 WH1 3                         -> EXISTS   SKU-1 WH1: incoming 1
                receive  M3 SKU-1 WH2 4                         -> CREATED  A2/1: reserved 2 | A3/1: reserved 3 backordered 1 short 0 | SKU-1 WH2: available 0
                """);
        assertThat(seller.promises())
                .containsExactly(
                        "A1 2 for 2026-03-10 expected 2026-03-10 SERVED",
                        "A2 2 for 2026-03-10 expected 2026-03-10 SERVED",
                        "A3 2 for 2026-03-22 expected 2026-03-22 SERVED",
                        "A3 1 for 2026-03-10 expected 2026-03-10 OPEN");
        requireHealth();
    }

    @Test
    void theOwnSiteIsPromisedOnlyWhatItTakesAndAllOrNothing() {
        seller.backorder("SKU-1", 1, 10);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 5
                keep     SKU-1 2
                expect   E1 PO-1 SKU-1 WH1 4 2026-03-10
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x4               -> EXCEEDS_AVAILABLE  W1: phase NONE
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x9    -> EXCEEDS_AVAILABLE  W1: phase NONE
                hold     web/H1 for 15m SKU-1x4                         -> EXCEEDS_AVAILABLE  SKU-1 WH1: available 5
                hold     web/H1 for 15m backorders SKU-1x4              -> CREATED  hold:H1/1: reserved 3 backordered 1 | SKU-1 WH1: available 2
                ask      web/W2 rev 1 CONFIRMED backorders 1:SKU-1x4    -> CREATED  W2/1: reserved 0 backordered 4 | SKU-1 WH1: available 2
                ask      web/W3 rev 1 CONFIRMED backorders 1:SKU-1x1    -> EXCEEDS_AVAILABLE  W3: phase NONE
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x4 hold H1       -> EXCEEDS_AVAILABLE  hold:H1: phase HELD
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x4 hold H1    -> CREATED  W1/1: reserved 3 backordered 1 | hold:H1/1: backordered 0 cancelled 4 | SKU-1 WH1: available 2
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x4 hold H1    -> EXISTS   W1/1: backordered 1
                """);
        assertThat(seller.promises())
                .as("whoever held it keeps the day that was promised, though another has come between")
                .containsExactly(
                        "hold:H1 1 for 2026-03-10 expected 2026-03-10 VOIDED",
                        "W2 4 for 2026-03-11 expected 2026-03-11 OPEN",
                        "W1 1 for 2026-03-10 expected 2026-03-10 OPEN");
        requireHealth();
    }

    @Test
    void whatWasPromisedChangesHandsThoughItWasCutMeanwhile() {
        seller.backorder("SKU-1", 0, 10);
        Script.play(seller.ledger, """
                expect   E1 PO-1 SKU-1 WH1 5 2026-03-10
                hold     web/H1 for 15m backorders SKU-1x3              -> CREATED  hold:H1/1: backordered 3
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x2    -> CREATED  W1/1: backordered 2
                expect   E2 PO-1 SKU-1 WH1 1 2026-03-12                 -> CREATED  SKU-1 WH1: incoming 1
                ask      web/W2 rev 1 CONFIRMED backorders 1:SKU-1x4 hold H1    -> EXCEEDS_AVAILABLE  hold:H1/1: backordered 3
                ask      web/W2 rev 1 CONFIRMED backorders 1:SKU-1x3 hold H1    -> CREATED  W2/1: backordered 3
                edit     web/W1 E1 backorders 1:SKU-1x0 2:SKU-1x3       -> EXCEEDS_AVAILABLE  W1/1: backordered 2
                edit     web/W1 E1 backorders 1:SKU-1x0 2:SKU-1x2       -> CHANGED  W1/1: backordered 0 | W1/2: backordered 2
                """);
        seller.promiseNothing("SKU-1");
        Script.play(seller.ledger, """
                edit     web/W1 E2 backorders 2:SKU-1x0 3:SKU-1x1       -> CHANGED  W1/2: backordered 0 | W1/3: backordered 1
                """);
        assertThat(seller.promises())
                .filteredOn(promise -> promise.endsWith("OPEN"))
                .containsExactly("W2 3 for 2026-03-10 expected never OPEN", "W1 1 for 2026-03-10 expected never OPEN");
        requireHealth();
    }

    @Test
    void whatAnEditGivesUpIsPromisedToItsOwnNewUnitsBeforeALineThatWasShort() {
        seller.backorder("SKU-1", 0, 10);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 2
                expect   E1 PO-1 SKU-1 WH1 2 2026-03-10
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2                       -> CREATED  W1/1: reserved 2
                edit     web/W1 E1 backorders 2:SKU-1x2                         -> CHANGED  W1/2: backordered 2
                count    M2 SKU-1 WH1 0                                         -> CREATED  W1/1: short 2 | W1/2: backordered 2
                edit     web/W1 E2 backorders 1:SKU-1x2 2:SKU-1x0 3:SKU-1x2     -> CHANGED  W1/1: backordered 0 short 2 | W1/2: backordered 0 | W1/3: backordered 2 short 0
                """);
        requireHealth();
    }

    @Test
    void whatCameForTheOwnSitesBuyerIsHisThoughAnotherBoughtTheSafetyStockMeanwhile() {
        seller.backorder("SKU-1", 0, 10);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 5
                keep     SKU-1 5
                expect   E1 PO-1 SKU-1 WH1 4 2026-03-10
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x3    -> CREATED  W1/1: backordered 3
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4            -> CREATED  A1/1: reserved 4 | SKU-1 WH1: available 1
                receive  M2 SKU-1 WH1 2                                 -> CREATED  W1/1: backordered 3 | SKU-1 WH1: available 3
                ask      web/W2 rev 1 CONFIRMED backorders 1:SKU-1x1    -> EXCEEDS_AVAILABLE  SKU-1 WH1: available 3
                arrive   M3 SKU-1 WH1 4                                 -> CREATED  W1/1: reserved 3 backordered 0 | SKU-1 WH1: available 4
                """);
        assertThat(seller.slips()).isEmpty();
        requireHealth();
    }

    @Test
    void anEngineThatKnowsNothingYetKeepsSafetyStockFromWhoWaited() {
        seller.backorder("SKU-1", 0, 10);
        Script.play(seller.ledger, """
                keep     SKU-1 5
                expect   E1 PO-1 SKU-1 WH1 4 2026-03-10
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x1    -> EXCEEDS_AVAILABLE  W1: phase NONE
                receive  M1 SKU-1 WH1 5
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x3    -> CREATED  W1/1: backordered 3
                """);
        seller.ledger.restart();
        Script.play(seller.ledger, """
                adjust   M2 SKU-1 WH1 -1                                -> CREATED  W1/1: backordered 3 | SKU-1 WH1: available 4
                receive  M3 SKU-1 WH1 1                                 -> CREATED  W1/1: backordered 3 | SKU-1 WH1: available 5
                """);
        requireHealth();
    }

    @Test
    void whatAHoldThatRanOutGivesBackIsPromisedToTheNext() {
        seller.backorder("SKU-1", 1, 10);
        Script.play(seller.ledger, """
                hold     web/H1 for 15m backorders SKU-1x1      -> CREATED  hold:H1/1: backordered 1
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A1/1: short 1
                wait     15m
                expire   web/H1                                 -> CHANGED  hold:H1/1: backordered 0 cancelled 1 | A1/1: backordered 1 short 0
                """);
        requireHealth();
    }

    @Test
    void servedAreThoseWithPriorityThenByTheDayPromisedThenAsTheyCameAndOnlyThenTheShort() {
        seller.backorder("SKU-1", 2, 30);
        Script.play(seller.ledger, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A1/1: backordered 1
                expect   E1 PO-1 SKU-1 WH1 2 2026-03-10
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A2/1: backordered 1
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A3/1: backordered 1
                order    amazon/A4 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A4/1: backordered 1
                order    amazon/S1 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  S1/1: short 1
                raise    A4 PRIORITY                            -> CHANGED  A4/1: backordered 1
                raise    S1 PRIORITY                            -> CHANGED  S1/1: short 1
                arrive   M1 SKU-1 WH1 1                         -> CREATED  A4/1: reserved 1 | S1/1: short 1
                arrive   M2 SKU-1 WH1 1                         -> CREATED  A2/1: reserved 1 | S1/1: short 1
                receive  M3 SKU-1 WH1 1                         -> CREATED  A1/1: reserved 1 | S1/1: backordered 1 short 0
                receive  M4 SKU-1 WH1 1                         -> CREATED  S1/1: reserved 1 | A3/1: backordered 1
                """);
        assertThat(seller.promises())
                .extracting(promise -> promise.substring(0, promise.indexOf(" expected")))
                .containsExactly(
                        "A1 1 for 2026-03-31",
                        "A2 1 for 2026-03-10",
                        "A3 1 for 2026-03-31",
                        "A4 1 for 2026-03-31",
                        "S1 1 for 2026-03-31");
        requireHealth();
    }

    @Test
    void cancellingGivesUpWhatIsOwedBeforeWhatIsReservedAndTheNextIsPromisedIt() {
        seller.backorder("SKU-1", 3, 5);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4        -> CREATED  A1/1: reserved 1 backordered 3
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2        -> CREATED  A2/1: short 2
                order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x4-2      -> CHANGED  A1/1: reserved 1 backordered 1 cancelled 2 | A2/1: backordered 2 short 0
                order    amazon/A1 rev 3 CANCELLED 1:SKU-1x4        -> CHANGED  A1/1: reserved 0 backordered 0 cancelled 4 | A2/1: reserved 1 backordered 1
                """);
        requireHealth();
    }

    @Test
    void ofAKitOnlyWholeOnesAreOwed() {
        seller.backorder("SKU-2", 1, 5);
        Script.play(seller.ledger, """
                kit      amazon SET SKU-1x1 SKU-2x2
                receive  M1 SKU-1 WH1 3
                receive  M2 SKU-2 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SETx1      -> CREATED  A1/1.1: reserved 1 | A1/1.2: reserved 1 backordered 1
                order    amazon/A2 rev 1 CONFIRMED 1:SETx1      -> CREATED  A2/1.1: short 1 | A2/1.2: backordered 0 short 2 | SKU-1 WH1: available 2
                receive  M3 SKU-2 WH2 3                         -> CREATED  A1/1.2: reserved 2 | A2/1.1: reserved 1 | A2/1.2: reserved 2
                """);
        requireHealth();
    }

    @Test
    void allWhoAreOwedWhatCameAreServedBeforeWhoIsShort() {
        seller.backorder("SKU-1", 2_000, 30);
        Script.decide(seller.ledger, "order amazon/A1 rev 1 CONFIRMED 1:SKU-1x1");
        seller.crowd("A1", 1_999);
        Script.play(seller.ledger, """
                order    amazon/S1 rev 1 CONFIRMED 1:SKU-1x3    -> CREATED  S1/1: backordered 0 short 3
                receive  M1 SKU-1 WH1 1999                      -> CREATED  S1/1: reserved 0 backordered 3 | SKU-1 WH1: available 0 reserved 1999
                receive  M2 SKU-1 WH1 3                         -> CREATED  S1/1: reserved 2 backordered 1
                """);
        assertThat(seller.count("SERVED")).isEqualTo(2_000);
        assertThat(seller.slips()).isEmpty();
        requireHealth();
    }

    @Test
    void whoIsOwedWhatCameInOneGoIsServedInTheNextIfTheyAreTooManyAndNobodyComesBetween() {
        seller.backorder("SKU-1", 20_000, 30);
        seller.list("shopify", "SKU-1");
        Script.decide(seller.ledger, "receive M0 SKU-1 WH2 1");
        Script.decide(seller.ledger, "hold web/H1 for 15m SKU-1x1");
        Script.decide(seller.ledger, "wait 1m");
        Script.decide(seller.ledger, "order amazon/A1 rev 1 CONFIRMED 1:SKU-1x1");
        seller.crowd("A1", 10_099);
        assertThat(seller.published("shopify")).containsExactly("SKU-1 0");
        Script.decide(seller.ledger, "receive M1 SKU-1 WH1 10103");
        Orders orders = new Orders(seller.database, new MovedClock(seller.ledger.now()));
        assertThat(seller.count("OPEN")).isEqualTo(100);
        assertThat(seller.slips()).as("theirs is there").isEmpty();
        assertThat(orders.skusOverdue(seller.ledger.seller(), 10)).containsExactly(seller.ledger.sku("SKU-1"));
        assertThat(Script.decide(seller.ledger, "ask web/W1 rev 1 CONFIRMED 1:SKU-1x4"))
                .as("what is there for others is not for the next buyer")
                .isEqualTo("EXCEEDS_AVAILABLE");
        assertThat(new Stock(seller.database)
                        .promisable(seller.ledger.seller(), seller.ledger.account("web"), List.of("SKU-1")))
                .extractingByKey("SKU-1")
                .satisfies(found ->
                        assertThat(found).extracting(Stock.Promisable::units).containsExactly(3));
        assertThat(seller.published("shopify")).as("nor for the next channel's").containsExactly("SKU-1 3");
        Script.play(seller.ledger, """
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1 hold H1    -> CREATED  W1/1: reserved 1 | SKU-1 WH1: available 102
                edit     web/W1 E1 1:SKU-1x0 2:SKU-1x1               -> CHANGED  W1/2: reserved 1 | SKU-1 WH1: available 102
                order    amazon/B1 rev 1 CONFIRMED 1:SKU-1x4         -> CREATED  B1/1: reserved 3 backordered 1 | SKU-1 WH1: available 100
                adjust   M2 SKU-1 WH1 -1                             -> CREATED  SKU-1 WH1: available 99
                edit     web/W1 E2 2:SKU-1x0 3:SKU-1x1               -> CHANGED  W1/3: reserved 1 | SKU-1 WH1: available 99
                review   SKU-1                                       -> CHANGED  B1/1: backordered 1 | SKU-1 WH1: available 0
                """);
        assertThat(seller.count("OPEN")).as("B1's, and one whose unit is gone").isEqualTo(2);
        assertThat(orders.skusOverdue(seller.ledger.seller(), 10)).isEmpty();
        requireHealth();
    }

    @Test
    void whatIsNotClaimedAnyMoreIsForSaleOnItsChannelsThoughNothingMoved() {
        seller.backorder("SKU-1", 10, 30);
        seller.list("amazon", "SKU-1");
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 5
                keep     SKU-1 5
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x10    -> CREATED  W1/1: backordered 10
                keep     SKU-1 0
                """);
        seller.claim("SKU-1", 5);
        assertThat(seller.published("amazon")).containsExactly("SKU-1 0");
        Script.play(seller.ledger, """
                order    web/W1 rev 2 CANCELLED 1:SKU-1x10    -> CHANGED  W1/1: reserved 0 cancelled 10 | SKU-1 WH1: available 5
                """);
        assertThat(seller.published("amazon")).containsExactly("SKU-1 5");
    }

    @Test
    void twoKitsDoNotCountOnOneUnit() {
        seller.backorder("SKU-2", 5, 5);
        Script.play(seller.ledger, """
                kit      amazon SET SKU-1x1 SKU-2x1
                receive  M1 SKU-1 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SETx1 2:SETx1  -> CREATED  A1/1.1: reserved 1 | A1/1.2: backordered 1 | A1/2.1: short 1 | A1/2.2: backordered 0 short 1
                """);
        requireHealth();
    }

    @Test
    void aKitThatLostAComponentKeepsItsTurnForTheOther() {
        seller.backorder("SKU-2", 1, 5);
        Script.play(seller.ledger, """
                kit      amazon SET SKU-1x1 SKU-2x1
                receive  M1 SKU-1 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SETx1      -> CREATED  A1/1.1: reserved 1 | A1/1.2: backordered 1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-2x1    -> CREATED  A2/1: short 1
                count    M2 SKU-1 WH1 0                         -> CREATED  A1/1.1: reserved 0 short 1 | A1/1.2: backordered 1
                receive  M3 SKU-2 WH1 1                         -> CREATED  A1/1.2: reserved 1 backordered 0 | A2/1: backordered 1 short 0
                receive  M4 SKU-1 WH1 1                         -> CREATED  A1/1.1: reserved 1 short 0
                """);
        requireHealth();
    }

    @Test
    void safetyStockThatIsStillMissingIsNotPromised() {
        seller.backorder("SKU-1", 0, 5);
        Script.play(seller.ledger, """
                keep     SKU-1 5
                expect   E1 PO-1 SKU-1 WH1 10 2026-03-10
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x6    -> EXCEEDS_AVAILABLE  W1: phase NONE
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-1x5    -> CREATED  W1/1: backordered 5
                arrive   M1 SKU-1 WH1 10                                -> CREATED  W1/1: reserved 5 backordered 0
                """);
        requireHealth();
    }

    @Test
    void aPreOrderIsNotPromisedForADayBeforeItIsSold() {
        seller.preorder("SKU-1", 1, "2026-05-01");
        Script.play(seller.ledger, """
                expect   E1 PO-1 SKU-1 WH1 1 2026-04-20
                expect   E2 PO-2 SKU-1 WH1 1 2026-05-20
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A1/1: backordered 1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A2/1: backordered 1
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A3/1: backordered 1
                order    amazon/A4 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A4/1: short 1
                """);
        assertThat(seller.promises())
                .containsExactly(
                        "A1 1 for 2026-05-01 expected 2026-05-01 OPEN",
                        "A2 1 for 2026-05-20 expected 2026-05-20 OPEN",
                        "A3 1 for 2026-05-01 expected 2026-05-01 OPEN");
    }

    @Test
    void aPromiseThatWillNotBeKeptIsNotedOnceForEachDay() {
        seller.backorder("SKU-1", 0, 5);
        Script.play(seller.ledger, """
                expect   E1 PO-1 SKU-1 WH1 2 2026-03-10
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1
                expect   E2 PO-1 SKU-1 WH1 2 2026-03-08
                expect   E3 PO-1 SKU-1 WH1 2 2026-03-15
                review   SKU-1
                expect   E4 PO-1 SKU-1 WH1 1 2026-03-15     -> CREATED  A2/1: backordered 1
                """);
        assertThat(seller.slips())
                .containsExactly(
                        "A1 2026-03-10 -> 2026-03-15", "A2 2026-03-10 -> 2026-03-15", "A2 2026-03-10 -> never");
        Orders orders = new Orders(seller.database, new MovedClock(seller.ledger.now()));
        assertThat(orders.skusOverdue(seller.ledger.seller(), 10)).isEmpty();
        seller.ledger.pass(java.time.Duration.ofDays(15));
        Orders later = new Orders(seller.database, new MovedClock(seller.ledger.now()));
        assertThat(later.skusOverdue(seller.ledger.seller(), 10)).containsExactly(seller.ledger.sku("SKU-1"));
        Script.decide(seller.ledger, "review SKU-1");
        assertThat(seller.slips()).endsWith("A1 2026-03-10 -> never").hasSize(4);
        assertThat(later.skusOverdue(seller.ledger.seller(), 10))
                .as("it is noted once")
                .isEmpty();
        requireHealth();
    }

    @Test
    void aRuleThatIsTakenBackKeepsWhatItPromised() {
        seller.backorder("SKU-1", 1, 5);
        Script.play(seller.ledger, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A1/1: backordered 1
                """);
        seller.promiseNothing("SKU-1");
        Script.play(seller.ledger, """
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A2/1: short 1
                receive  M1 SKU-1 WH1 1                         -> CREATED  A1/1: reserved 1 backordered 0 | A2/1: short 1
                """);
    }

    @Test
    void whoWaitsForAWholeOrderWaitsForWhatIsOwedToo() {
        try (PromisingSeller patient = new PromisingSeller(true)) {
            patient.backorder("SKU-2", 1, 5);
            Script.play(patient.ledger, """
                    receive  M1 SKU-1 WH1 1
                    order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1 2:SKU-2x1  -> CREATED  A1/2: backordered 1
                    hand     A1                                             -> EXISTS   A1: fulfilments 0
                    receive  M2 SKU-2 WH1 1                                 -> CREATED  A1/2: reserved 1 | A1: release yes
                    hand     A1                                             -> CHANGED  A1: fulfilments 1
                    """);
        }
    }

    @Test
    void stockThatVanishedIsOwedWhereTheRuleSaysSo() {
        seller.backorder("SKU-1", 5, 5);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 3
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3    -> CREATED  A1/1: reserved 3
                count    M2 SKU-1 WH1 1                         -> CREATED  A1/1: reserved 1 backordered 2 short 0
                """);
        requireHealth();
    }

    @Test
    void whatChannelsMayStillSellServesNobody() {
        seller.backorder("SKU-P", 3, 5);
        Script.play(seller.ledger, """
                receive  M1 SKU-P WH1 4
                expose   amazon SKU-P 4
                ask      web/W1 rev 1 CONFIRMED backorders 1:SKU-Px2    -> CREATED  W1/1: reserved 0 backordered 2 | SKU-P WH1: available 4
                receive  M2 SKU-P WH1 1                                 -> CREATED  W1/1: reserved 1 backordered 1 | SKU-P WH1: available 4
                """);
        requireHealth();
    }

    @Test
    void ofTenOnTheirWayAndFiveBeyondExactlyFifteenArePromisedOnTwoNodes() throws Exception {
        seller.backorder("SKU-1", 5, 30);
        Script.decide(seller.ledger, "expect E1 PO-1 SKU-1 WH1 10 2026-03-10");
        ExecutorService threads = Executors.newFixedThreadPool(BUYERS);
        try (DatabaseLedger other = seller.ledger.onAnotherNode()) {
            List<Callable<String>> buyers = new ArrayList<>();
            for (int buyer = 0; buyer < BUYERS; buyer++) {
                DatabaseLedger node = buyer % 2 == 0 ? seller.ledger : other;
                String order = "ask web/W" + buyer + " rev 1 CONFIRMED backorders 1:SKU-1x1";
                buyers.add(() -> Script.decide(node, order));
            }
            List<String> verdicts = new ArrayList<>();
            for (Future<String> verdict : threads.invokeAll(buyers)) {
                verdicts.add(verdict.get());
            }
            assertThat(verdicts).filteredOn("CREATED"::equals).hasSize(15);
            assertThat(verdicts).filteredOn("EXCEEDS_AVAILABLE"::equals).hasSize(BUYERS - 15);
        } finally {
            threads.shutdownNow();
        }
        assertThat(seller.promises())
                .filteredOn(promise -> promise.contains("1 for 2026-03-10"))
                .hasSize(10);
        assertThat(seller.promises())
                .filteredOn(promise -> promise.contains("1 for 2026-03-31"))
                .hasSize(5);
        requireHealth();
    }

    @Test
    void theDatabaseItselfRefusesAPromiseOfMoreThanThereWillBe() {
        seller.backorder("SKU-1", 1, 5);
        Script.decide(seller.ledger, "order amazon/A1 rev 1 CONFIRMED 1:SKU-1x1");
        assertThatThrownBy(() -> seller.database.transact(
                        seller.ledger.seller(),
                        transaction -> transaction.update(
                                "update backorder set quantity = 2 where seller_id = ?", seller.ledger.seller())))
                .hasMessageContaining("23514");
    }

    private void requireHealth() {
        Findings findings = Check.asChecker(
                        penstock.test.check.BehindTheApp.checkerLogin(), new MovedClock(seller.ledger.now()))
                .run(Scope.everything().of(seller.ledger.seller()));
        assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
    }
}
