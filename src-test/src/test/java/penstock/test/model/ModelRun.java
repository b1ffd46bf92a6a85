package penstock.test.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import penstock.core.book.Command;
import penstock.core.scenario.Expected;
import penstock.core.scenario.Invariants;
import penstock.core.scenario.MemoryLedger;
import penstock.core.scenario.Tables;
import penstock.core.scenario.Words;
import penstock.core.scenario.World;
import penstock.core.store.OutcomeUnknown;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;
import penstock.test.scenario.FaultyDataSource;
import penstock.test.scenario.FaultyDataSource.Fault;
import penstock.test.scenario.SameTables;

/**
 * Plays a story on PostgreSQL, in memory, and in the mind of who knows its sentences alone ({@link Expected}), and compares after each
 * line: every table, every verdict, every invariant. One thread.
 */
final class ModelRun implements AutoCloseable {

    private final FaultyDataSource source = new FaultyDataSource(TestDatabase.dataSource());
    private final DatabaseLedger stored;
    private final World memory;
    private final Expected expected = new Expected();
    private final @Nullable PlantedBug bug;
    private final AtomicInteger met = new AtomicInteger();
    private Tables before;
    private int lines;

    /** With a bug in it, or none. */
    ModelRun(long seed, @Nullable PlantedBug bug) {
        this.bug = bug;
        boolean waits = seed % 3 == 0;
        memory = waits ? MemoryLedger.waitingForAll() : MemoryLedger.shippingAvailable();
        stored = new DatabaseLedger(waits, source.proxy());
        for (String sentence : Teller.opening(seed)) {
            Words.understand(stored, sentence);
            Words.understand(memory, sentence);
        }
        before = stored.tables();
        if (bug != null) {
            source.saying(this::bent);
            source.fault(bug.fault());
        }
    }

    private String bent(String sql) {
        String said = bug == null ? sql : bug.saying(sql);
        if (!said.equals(sql)) {
            met.incrementAndGet();
        }
        return said;
    }

    /** The world that the next line is told about. */
    World world() {
        return memory;
    }

    /** How many statements the bug has changed. */
    int met() {
        return met.get();
    }

    /** What is wrong with the first line that goes wrong. */
    static Optional<String> wrong(long seed, @Nullable PlantedBug bug, List<String> story) {
        try (ModelRun run = new ModelRun(seed, bug)) {
            for (String line : story) {
                Optional<String> wrong = run.wrong(line);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
            return Optional.empty();
        }
    }

    /** Plays a line; what is wrong after it, if anything. */
    Optional<String> wrong(String line) {
        try {
            return play(line).map(wrong -> line + ": " + wrong);
        } catch (RuntimeException e) {
            return Optional.of(line + ": " + e);
        }
    }

    private Optional<String> play(String line) {
        lines++;
        if (line.equals(Teller.OTHER)) {
            stored.changeEngines();
            return Optional.empty();
        } else if (line.equals(Teller.RESTART)) {
            stored.restart();
            return Optional.empty();
        }
        for (Mishap mishap : Mishap.values()) {
            if (line.startsWith(mishap.prefix)) {
                return tell(line.substring(mishap.prefix.length()), mishap);
            }
        }
        throw new IllegalStateException("the empty prefix fits every line");
    }

    /** What goes wrong while a command is decided, and how often it is then decided in all. */
    private enum Mishap {
        LOST(Teller.LOST, Fault.BREAKS_AFTER_ONE_COMMIT, 2),
        UNANSWERED(Teller.UNANSWERED, Fault.BREAKS_AFTER_EVERY_COMMIT, 3),
        DOWN(Teller.DOWN, Fault.BREAKS_BEFORE_COMMIT, 0),
        NONE("", Fault.NONE, 1);

        final String prefix;
        final Fault fault;
        final int decided;

        Mishap(String prefix, Fault fault, int decided) {
            this.prefix = prefix;
            this.fault = fault;
            this.decided = decided;
        }
    }

    private Optional<String> tell(String sentence, Mishap mishap) {
        Optional<Command> there = Words.understand(stored, sentence);
        Optional<Command> here = Words.understand(memory, sentence);
        if (there.isEmpty()) {
            return Optional.empty(); // it happened around the ledger
        }
        String verdict = inDatabase(there.get(), mishap);
        List<String> verdicts = inMemory(here.orElseThrow(), mishap.decided);
        Tables after = stored.tables();
        List<String> wrong = new ArrayList<>();
        if (mishap == Mishap.DOWN) {
            wrong.addAll(after.equals(before) ? List.of() : List.of("something was done before the commit"));
        } else {
            String last = verdicts.get(verdicts.size() - 1);
            wrong.addAll(verdict.equals(last) ? List.of() : List.of(verdict + " is stored, " + last + " remembered"));
            wrong.addAll(expected.wrong(stored, sentence, verdicts.get(0), before, after));
            wrong.addAll(SameTables.difference(stored, after, memory));
        }
        wrong.addAll(Invariants.broken(after));
        before = after;
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }

    private String inDatabase(Command command, Mishap mishap) {
        Fault always = bug == null ? Fault.NONE : bug.fault();
        source.fault(mishap == Mishap.NONE ? always : mishap.fault);
        try {
            return verdict(stored, bend(command, 1));
        } catch (OutcomeUnknown e) {
            source.fault(always);
            if (mishap == Mishap.DOWN) {
                return "nothing";
            }
            stored.changeEngines();
            return verdict(stored, bend(command, 2));
        } finally {
            source.fault(always);
        }
    }

    private List<String> inMemory(Command command, int times) {
        List<String> verdicts = new ArrayList<>();
        for (int attempt = 1; attempt <= times; attempt++) {
            verdicts.add(verdict(memory, bend(command, attempt == 3 ? 2 : 1)));
        }
        return verdicts;
    }

    private Command bend(Command command, int attempt) {
        return bug == null ? command : bug.bend(command, attempt, lines);
    }

    /** A command that cannot be is refused whole, by an exception. */
    private static String verdict(World world, Command command) {
        try {
            return world.decide(List.of(command)).get(0).verdict().name();
        } catch (OutcomeUnknown e) {
            throw e;
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    @Override
    public void close() {
        stored.close();
    }
}
