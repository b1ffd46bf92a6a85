package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.warehouse.Counts;
import penstock.core.warehouse.Counts.Begun;
import penstock.core.warehouse.Counts.Count;
import penstock.core.warehouse.Tolerance;
import penstock.core.warehouse.Turnover;
import penstock.test.concurrency.AtOnce;

/** Counted while orders go on; small differences are booked, large ones looked at. */
class CountingTest {

    private static final Tolerance ONE_UNIT = new Tolerance(1, 0);

    private final Storehouse house = new Storehouse();
    private int begun;

    @AfterEach
    void theSumIsTheBalance() {
        house.requireSound();
        house.close();
    }

    private void plays(String script) {
        assertThat(house.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    private Begun begin(String place, Optional<String> zone, Optional<Turnover> turnover, boolean blind) {
        return house.counts.begin(
                house.sellerId,
                new Counts.Plan("c" + ++begun, house.place(place), zone, turnover, Optional.empty(), blind, ONE_UNIT));
    }

    private long count(String place, String zone) {
        Begun started = begin(place, zone.isEmpty() ? Optional.empty() : Optional.of(zone), Optional.empty(), false);
        assertThat(started.verdict()).as(started.detail()).isEqualTo(Verdict.CREATED);
        return started.countId();
    }

    private Reply counted(long countId, int line, int units) {
        return house.countedLines.record(house.sellerId, Actor.OPERATOR, countId, line, units, OptionalLong.empty());
    }

    /** {@code 1 MUG A1/- OPEN expected 5}, a line each. */
    private List<String> lines(long countId) {
        Count count = house.counts.find(house.sellerId, countId).orElseThrow();
        return house.counts.lines(house.sellerId, count, 0, 100).stream()
                .map(line -> line.sku() + " " + line.bin() + "/" + line.lot() + " " + line.state() + " expected "
                        + line.expected().map(Object::toString).orElse("?")
                        + line.difference().map(by -> " differs by " + by).orElse(""))
                .collect(Collectors.toList());
    }

    @Test
    void whatIsWithinTheToleranceIsBookedAndTheRestIsJudged() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                receive MUG 8 B1/-         -> CREATED A1/- 5, B1/- 8
                """);
        long id = count("WH", "");
        assertThat(lines(id)).containsExactly("MUG A1/ OPEN expected 5", "MUG B1/ OPEN expected 8");
        assertThat(counted(id, 1, 4).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(counted(id, 1, 4).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(counted(id, 1, 5).verdict()).isEqualTo(Verdict.EXISTS_WITH_DIFFERENT_CONTENT);
        assertThat(counted(id, 2, 5).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(counted(id, 3, 5).verdict()).isEqualTo(Verdict.NOT_FOUND);
        assertThat(lines(id))
                .containsExactly(
                        "MUG A1/ POSTED expected 5 differs by -1", "MUG B1/ TO_APPROVE expected 8 differs by -3");
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 4, B1/- 8");
        assertThat(house.countedLines
                        .judge(house.sellerId, Actor.OPERATOR, id, 2, true)
                        .verdict())
                .isEqualTo(Verdict.CHANGED);
        assertThat(house.countedLines
                        .judge(house.sellerId, Actor.OPERATOR, id, 2, true)
                        .verdict())
                .isEqualTo(Verdict.EXISTS);
        assertThat(house.countedLines
                        .judge(house.sellerId, Actor.OPERATOR, id, 2, false)
                        .verdict())
                .isEqualTo(Verdict.NOT_POSSIBLE);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 4, B1/- 5");
        assertThat(house.one("select count(*) as id from stock_move where seller_id = ? and reason = 'COUNT'"))
                .isEqualTo(2);
    }

    @Test
    void whatIsWithheldIsCountedToo() {
        house.lot("HONEY", "BAD", "2027-01-01");
        plays("""
                receive HONEY 5 A1/BAD     -> CREATED A1/BAD 5
                receive HONEY 5 B1/BAD     -> CREATED A1/BAD 5, B1/BAD 5
                """);
        long before = count("WH", "A");
        long position = house.counts.position(house.sellerId);
        plays("block HONEY BAD -> BLOCKED withheld A1/BAD 5, withheld B1/BAD 5");
        Reply counted =
                house.countedLines.record(house.sellerId, Actor.OPERATOR, before, 1, 5, OptionalLong.of(position));
        assertThat(counted.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(lines(before)).containsExactly("HONEY A1/BAD POSTED expected 5 differs by 0");
        long after = count("WH", "B");
        assertThat(counted(after, 1, 4).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(lines(after)).containsExactly("HONEY B1/BAD POSTED expected 5 differs by -1");
        assertThat(house.lying("HONEY", "WH")).isEqualTo("withheld A1/BAD 5, withheld B1/BAD 4");
    }

    @Test
    void theDifferenceIsTakenAtTheLedgersPositionWhereItWasCounted() {
        plays("receive MUG 9 A1/- -> CREATED A1/- 9");
        long id = count("WH", "A");
        long position = house.one("select head as id from seller where seller_id = ?");
        plays("""
                order O1 MUG 2             -> reserved 2 short 0 A1/- 9
                release O1 MUG             -> CHANGED A1/- 9(2)
                pick O1 MUG 2 A1/-         -> CREATED A1/- 7, BENCH/- 2(2)
                ship O1 MUG 2              -> CREATED A1/- 7
                receive MUG 4 A1/-         -> CREATED A1/- 11
                """);
        house.countedLines.record(
                house.sellerId,
                Actor.OPERATOR,
                id,
                1,
                8,
                OptionalLong.of(position)); // counted before all that: one is missing
        assertThat(lines(id)).containsExactly("MUG A1/ POSTED expected 9 differs by -1");
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 10");
    }

    @Test
    void whereNoDetailIsKeptTheWholeOfASkuIsCounted() {
        plays("receive MUG 9 in ANNEX -> CREATED");
        long id = count("ANNEX", "");
        long position = house.one("select head as id from seller where seller_id = ?");
        plays("receive MUG 3 in ANNEX -> CREATED");
        house.countedLines.record(house.sellerId, Actor.OPERATOR, id, 1, 10, OptionalLong.of(position));
        assertThat(lines(id)).containsExactly("MUG / POSTED expected 9 differs by 1");
        assertThat(house.one("select available as id from balance where seller_id = ?"))
                .isEqualTo(13);
    }

    @Test
    void ofTwoWhoJudgeAtOnceOneHasJudgedAndTheStockSaysTheSame() {
        plays("receive MUG 8 A1/- -> CREATED A1/- 8");
        for (int turn = 0; turn < 10; turn++) {
            long id = count("WH", "");
            int before = available();
            counted(id, 1, before + 5);
            List<Verdict> verdicts = AtOnce.times(
                    2,
                    who -> house.countedLines
                            .judge(house.sellerId, Actor.OPERATOR, id, 1, who == 0)
                            .verdict());
            assertThat(verdicts).containsExactlyInAnyOrder(Verdict.CHANGED, Verdict.NOT_POSSIBLE);
            assertThat(available()).isEqualTo(verdicts.get(0) == Verdict.CHANGED ? before + 5 : before);
            assertThat(lines(id).get(0)).contains(verdicts.get(0) == Verdict.CHANGED ? "POSTED" : "REJECTED");
        }
    }

    private int available() {
        return (int) house.one("select available as id from balance where seller_id = ?");
    }

    @Test
    void whatWasApprovedAndNotBookedIsBookedByARepeat() {
        plays("receive MUG 8 A1/- -> CREATED A1/- 8");
        long id = count("WH", "");
        counted(id, 1, 3);
        house.database.transact(
                house.sellerId,
                transaction -> transaction.update(
                        "update stock_count_line set state = 'COUNTED' where seller_id = ? and count_id = ?",
                        house.sellerId,
                        id));
        assertThat(house.countedLines
                        .judge(house.sellerId, Actor.OPERATOR, id, 1, false)
                        .verdict())
                .isEqualTo(Verdict.NOT_POSSIBLE);
        assertThat(house.countedLines
                        .judge(house.sellerId, Actor.OPERATOR, id, 1, true)
                        .verdict())
                .isEqualTo(Verdict.CHANGED);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 3");
    }

    @Test
    void aLossUnderPromisesMakesTheOrderShort() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                order O1 MUG 5             -> reserved 5 short 0 A1/- 5
                release O1 MUG             -> CHANGED A1/- 5(5)
                """);
        long id = count("WH", "");
        counted(id, 1, 2);
        house.countedLines.judge(house.sellerId, Actor.OPERATOR, id, 1, true);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 2(2)");
        assertThat(house.one("select (reserved * 10 + short) as id from order_line where seller_id = ?"))
                .as("reserved and short")
                .isEqualTo(23);
    }

    @Test
    void aBlindCountDoesNotSayWhatIsExpectedAndAnEmptyOneIsNone() {
        assertThat(begin("WH", Optional.empty(), Optional.empty(), true).verdict())
                .isEqualTo(Verdict.NOT_POSSIBLE);
        plays("receive MUG 5 A1/- -> CREATED A1/- 5");
        Begun blind = begin("WH", Optional.empty(), Optional.empty(), true);
        assertThat(lines(blind.countId())).containsExactly("MUG A1/ OPEN expected ?");
        assertThat(begin("WH", Optional.of("B"), Optional.empty(), false).verdict())
                .isEqualTo(Verdict.NOT_POSSIBLE);
    }

    @Test
    void aClassIsCountedByWhatWasShipped() {
        house.lot("HONEY", "L", "2027-01-01");
        plays("""
                receive MUG 9 A1/-         -> CREATED A1/- 9
                receive HONEY 5 A1/L       -> CREATED A1/L 5
                order O1 MUG 3             -> reserved 3 short 0 A1/- 9
                release O1 MUG             -> CHANGED A1/- 9(3)
                ship O1 MUG 3              -> CREATED A1/- 6
                """);
        long fast =
                begin("WH", Optional.empty(), Optional.of(Turnover.A), false).countId();
        long slow =
                begin("WH", Optional.empty(), Optional.of(Turnover.C), false).countId();
        assertThat(lines(fast)).containsExactly("MUG A1/ OPEN expected 6");
        assertThat(lines(slow)).containsExactly("HONEY A1/L OPEN expected 5");
    }
}
