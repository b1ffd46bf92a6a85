package penstock.test.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.scenario.Invariants;
import penstock.core.scenario.Script;
import penstock.core.scenario.Tables;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Words;
import penstock.test.scenario.DatabaseLedger;

/** 32 threads want more than there is. */
class LastUnitsTest {

    private static final int THREADS = 32;
    private static final int UNITS = 100;

    @Test
    void ofAHundredUnitsExactlyAHundredAreReserved() throws Exception {
        try (DatabaseLedger ledger = stocked()) {
            List<String> orders = new ArrayList<>();
            for (int i = 0; i < 320; i++) {
                orders.add("order amazon/A" + i + " rev 1 CONFIRMED 1:SKU-1x1");
            }
            Map<Verdict, Long> verdicts = atOnce(orders, sentence -> decide(ledger, sentence));
            assertThat(verdicts).containsOnly(Map.entry(Verdict.CREATED, 320L));
            Tables tables = sound(ledger);
            assertThat(tables.orders()).hasSize(320);
            assertThat(sum(tables, LineRow::reserved)).isEqualTo(UNITS);
            assertThat(sum(tables, LineRow::shortUnits)).isEqualTo(320 - UNITS);
        }
    }

    @Test
    void ordersThatComeThreeTimesInAnyOrderOfTheirRevisionsCountOnce() throws Exception {
        try (DatabaseLedger ledger = stocked()) {
            List<String> messages = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                String last = i % 10 == 0 ? "CANCELLED" : "CONFIRMED";
                messages.add("order amazon/A" + i + " rev 1 PENDING 1:SKU-1x1");
                messages.add("order amazon/A" + i + " rev 2 CONFIRMED 1:SKU-1x2");
                messages.add("order amazon/A" + i + " rev 3 " + last + " 1:SKU-1x1");
                messages.add("order amazon/A" + i + " rev 3 " + last + " 1:SKU-1x1");
            }
            shuffle(messages);
            atOnce(messages, sentence -> decide(ledger, sentence));
            Tables tables = sound(ledger);
            assertThat(tables.orders()).hasSize(120).allMatch(order -> order.revision() == 3);
            assertThat(tables.lines()).hasSize(120);
            int kept = sum(tables, LineRow::reserved) + sum(tables, LineRow::shortUnits);
            assertThat(kept).as("108 orders want one unit each").isEqualTo(108);
            assertThat(sum(tables, LineRow::reserved)).isEqualTo(UNITS);
        }
    }

    @Test
    void holdsAndOrdersOfTheOwnSiteAreRefusedWhereMarketplacesAreShort() throws Exception {
        try (DatabaseLedger ledger = stocked()) {
            List<String> wishes = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                wishes.add("order amazon/A" + i + " rev 1 CONFIRMED 1:SKU-1x1");
                wishes.add("hold web/H" + i + " for 15m SKU-1x1");
                wishes.add("hold web/H" + i + " for 15m SKU-1x1");
                wishes.add("ask web/W" + i + " rev 1 CONFIRMED 1:SKU-1x1");
            }
            shuffle(wishes);
            atOnce(wishes, sentence -> decide(ledger, sentence));
            Tables tables = sound(ledger);
            assertThat(sum(tables, LineRow::reserved)).isEqualTo(UNITS);
            Map<Long, String> names = tables.orders().stream()
                    .collect(Collectors.toMap(Tables.OrderRow::orderId, Tables.OrderRow::channelOrderId));
            assertThat(tables.lines())
                    .filteredOn(line -> line.shortUnits() > 0)
                    .isNotEmpty()
                    .allMatch(line -> names.get(line.orderId()).startsWith("A"));
        }
    }

    @Test
    void ofAHundredUnitsWithASafetyStockOfFiveHoldsGetExactlyNinetyFive() throws Exception {
        try (DatabaseLedger one = stocked();
                DatabaseLedger other = one.onAnotherNode()) {
            one.keepBack("SKU-1", 5);
            List<String> holds = new ArrayList<>();
            for (int i = 0; i < 320; i++) {
                holds.add((i % 2) + "hold web/H" + i / 2 + " for 15m SKU-1x1"); // each id at both nodes
            }
            shuffle(holds);
            Map<Verdict, Long> verdicts =
                    atOnce(holds, sentence -> decide(sentence.charAt(0) == '0' ? one : other, sentence.substring(1)));
            assertThat(verdicts.get(Verdict.CREATED)).isEqualTo(UNITS - 5);
            assertThat(verdicts.get(Verdict.EXISTS)).isEqualTo(UNITS - 5);
            assertThat(verdicts.get(Verdict.EXCEEDS_AVAILABLE)).isEqualTo(320 - 2 * (UNITS - 5));
            assertThat(sum(sound(one), LineRow::reserved)).isEqualTo(UNITS - 5);
        }
    }

    @Test
    void twoEnginesOnOneDatabasePromiseNothingTwice() throws Exception {
        try (DatabaseLedger one = stocked();
                DatabaseLedger other = one.onAnotherNode()) {
            List<String> messages = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                messages.add("order amazon/A" + i + " rev 1 PENDING 1:SKU-1x1");
                messages.add("order amazon/A" + i + " rev 2 CONFIRMED 1:SKU-1x1");
                messages.add("order amazon/A" + i + " rev 2 CONFIRMED 1:SKU-1x1");
            }
            shuffle(messages);
            List<String> withNode = new ArrayList<>();
            for (int i = 0; i < messages.size(); i++) {
                withNode.add((i % 2) + messages.get(i));
            }
            atOnce(withNode, sentence -> decide(sentence.charAt(0) == '0' ? one : other, sentence.substring(1)));
            Tables tables = sound(one);
            assertThat(tables.orders())
                    .hasSize(160)
                    .allMatch(order -> order.phase().equals("CONFIRMED"));
            assertThat(tables.lines()).hasSize(160);
            assertThat(sum(tables, LineRow::reserved)).isEqualTo(UNITS);
            assertThat(sum(tables, LineRow::shortUnits)).isEqualTo(60);
        }
    }

    @Test
    void oneOfTwoGetsTheLastUnit() throws Exception {
        try (DatabaseLedger one = new DatabaseLedger(false);
                DatabaseLedger other = one.onAnotherNode()) {
            for (int round = 0; round < 20; round++) {
                Script.decide(one, "receive R" + round + " SKU-2 WH1 1");
                int number = round;
                Map<Verdict, Long> verdicts = atOnce(
                        List.of("0", "1"),
                        node -> decide(
                                node.equals("0") ? one : other,
                                "ask web/" + node + "-" + number + " rev 1 CONFIRMED 1:SKU-2x1"));
                assertThat(verdicts)
                        .containsOnly(Map.entry(Verdict.CREATED, 1L), Map.entry(Verdict.EXCEEDS_AVAILABLE, 1L));
            }
            assertThat(sum(sound(one), LineRow::reserved)).isEqualTo(20);
        }
    }

    private static DatabaseLedger stocked() {
        DatabaseLedger ledger = new DatabaseLedger(false);
        Script.decide(ledger, "receive M1 SKU-1 WH1 60");
        Script.decide(ledger, "receive M2 SKU-1 WH2 40");
        return ledger;
    }

    private static Verdict decide(DatabaseLedger ledger, String sentence) {
        Reply reply = ledger.decide(List.of(Words.understand(ledger, sentence).orElseThrow()))
                .get(0);
        return reply.verdict();
    }

    private static void shuffle(List<String> messages) {
        long seed = Long.getLong("penstock.seed", System.nanoTime());
        System.out.println("shuffled with penstock.seed=" + seed);
        Collections.shuffle(messages, new Random(seed));
    }

    private interface Decision {
        Verdict on(String sentence) throws Exception;
    }

    private static Map<Verdict, Long> atOnce(List<String> sentences, Decision decision) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Verdict>> all = new ArrayList<>();
            sentences.forEach(sentence -> all.add(() -> decision.on(sentence)));
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> future : threads.invokeAll(all)) {
                verdicts.add(future.get());
            }
            return verdicts.stream().collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Tables sound(DatabaseLedger ledger) {
        Tables tables = ledger.tables();
        assertThat(Invariants.broken(tables)).isEmpty();
        return tables;
    }

    private static int sum(Tables tables, ToIntFunction<LineRow> figure) {
        return tables.lines().stream().mapToInt(figure).sum();
    }
}
