package penstock.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import penstock.sandbox.oracle.Entry;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.time.SandboxTime;

/**
 * The script of faults. At each occasion the first rule that fires is the one that counts, and the oracle is told. Each rule draws from
 * a random source of its own, so that adding one rule changes no other's draws. Safe for use by many threads.
 */
public final class Faults {
    private static final class Scripted {
        private final FaultRule rule;
        private final Random random;
        private int occasions;
        private int struck;

        private Scripted(FaultRule rule, long seed) {
            this.rule = rule;
            this.random = new Random(seed);
        }

        private boolean strikes() {
            occasions++;
            boolean drawn = rule.probability() >= 1 || random.nextDouble() < rule.probability();
            boolean turn = rule.nth() == 0 || rule.nth() == occasions;
            boolean left = rule.atMost() == 0 || struck < rule.atMost();
            if (drawn && turn && left) {
                struck++;
                return true;
            }
            return false;
        }
    }

    private final SandboxTime time;
    private final Oracle oracle;
    private final long seed;
    private final List<Scripted> script = new ArrayList<>();

    /** An empty script. */
    public Faults(SandboxTime time, Oracle oracle, long seed) {
        this.time = time;
        this.oracle = oracle;
        this.seed = seed;
    }

    /** Adds a rule behind those that are there. */
    public synchronized void add(FaultRule rule) {
        script.add(new Scripted(rule, seed * 31 + script.size()));
    }

    /** Forgets every rule; what has fired stays in the timeline. */
    public synchronized void clear() {
        script.clear();
    }

    /** The rules in force, in order. */
    public synchronized List<FaultRule> rules() {
        return script.stream().map(scripted -> scripted.rule).toList();
    }

    /** The fault that strikes here and now, if any; it is on record when this returns. */
    public synchronized Optional<FaultRule> strike(String channel, String operation, FaultKind.Place place) {
        for (Scripted scripted : script) {
            FaultRule rule = scripted.rule;
            if (rule.kind().place() == place && rule.concerns(channel, operation) && scripted.strikes()) {
                oracle.record(new Entry.FaultFired(time.now(), channel, operation, rule.kind(), rule.name()));
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
