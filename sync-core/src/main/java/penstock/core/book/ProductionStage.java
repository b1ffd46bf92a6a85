package penstock.core.book;

import java.time.Instant;
import java.util.Optional;

/** A step of a production order at a work centre. One thread. */
public final class ProductionStage {

    private final Plan plan;
    private State state;
    private Optional<Instant> waitingSince;
    private Optional<Instant> startedAt;
    private Optional<Instant> finishedAt;
    private int good;
    private int scrapped;
    private long workedSeconds;
    private long conversion;

    /** How far it has come. */
    public enum State {
        /** Nothing has come to it yet. */
        TO_COME,
        /** It could start. */
        WAITING,
        RUNNING,
        DONE
    }

    /**
     * What was planned.
     *
     * @param stageNo from 1, without gaps
     * @param workCentre its code, {@code ""} for none
     * @param setupSeconds once
     * @param runSeconds a unit
     * @param costPerHour labour and overhead, minor units of the seller's currency
     */
    public record Plan(
            int stageNo, String name, String workCentre, int setupSeconds, int runSeconds, long costPerHour) {}

    /** What has become of it. */
    public record Progress(
            State state,
            Optional<Instant> waitingSince,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            int good,
            int scrapped,
            long workedSeconds,
            long conversion) {

        /** Nothing yet. */
        public static final Progress NONE =
                new Progress(State.TO_COME, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0, 0);
    }

    public ProductionStage(Plan plan, Progress progress) {
        this.plan = plan;
        this.state = progress.state;
        this.waitingSince = progress.waitingSince;
        this.startedAt = progress.startedAt;
        this.finishedAt = progress.finishedAt;
        this.good = progress.good;
        this.scrapped = progress.scrapped;
        this.workedSeconds = progress.workedSeconds;
        this.conversion = progress.conversion;
    }

    public Plan plan() {
        return plan;
    }

    public Progress progress() {
        return new Progress(state, waitingSince, startedAt, finishedAt, good, scrapped, workedSeconds, conversion);
    }

    public int stageNo() {
        return plan.stageNo;
    }

    public State state() {
        return state;
    }

    /** Units that came out sound. */
    public int good() {
        return good;
    }

    /** Units that were spoilt. */
    public int scrapped() {
        return scrapped;
    }

    /** Whether the setup is still to be done. */
    public boolean isFresh() {
        return workedSeconds == 0;
    }

    void await(Instant now) {
        if (state == State.TO_COME) {
            state = State.WAITING;
            waitingSince = Optional.of(now);
        }
    }

    /** Somebody begins. */
    public void start(Instant now) {
        if (state != State.WAITING) {
            throw new BrokenInvariant("stage " + plan.stageNo + " cannot start, it is " + state);
        }
        state = State.RUNNING;
        startedAt = Optional.of(now);
    }

    void report(int goodUnits, int scrappedUnits, long seconds, long cost) {
        good += goodUnits;
        scrapped += scrappedUnits;
        workedSeconds = Math.addExact(workedSeconds, seconds);
        conversion = Math.addExact(conversion, cost);
    }

    void finish(Instant now) {
        if (state != State.DONE) {
            state = State.DONE;
            finishedAt = Optional.of(now);
        }
    }
}
