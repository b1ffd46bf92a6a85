package penstock.core.book;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Units of a SKU that are made from others, stage by stage, or taken apart into others. Good and scrapped units are never
 * more than was planned, and no stage passes on more than has come to it. One thread.
 */
public final class ProductionOrder {

    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);

    private final Head head;
    private final List<ProductionStage> stages;
    private final List<Material> materials;
    private final List<Output> outputs;
    private final boolean stored;
    private State state;
    private Times times;
    private int good;
    private int scrapped;
    private int awaiting;
    private boolean changed;

    /** What an order is for. */
    public enum Purpose {
        MAKE,
        TAKE_APART
    }

    /** How far it has come. */
    public enum State {
        PLANNED,
        RELEASED,
        IN_PROGRESS,
        COMPLETED,
        CANCELLED;

        public boolean isEnd() {
            return this == COMPLETED || this == CANCELLED;
        }
    }

    /** When materials are taken out of stock. */
    public enum Issuing {
        /** All that is planned, when the first stage starts. */
        AT_START,
        /** What the units took that came out of the last stage or were spoilt, when that is reported. */
        BACKFLUSH
    }

    /**
     * What is never changed of an order.
     *
     * @param number the caller's
     * @param batch units that a batch of the bill of materials yields
     * @param planned units
     * @param inspected whether what is made goes to quality control first
     */
    public record Head(
            long productionId,
            String number,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            Purpose purpose,
            long skuId,
            long locationId,
            int bomVersion,
            int batch,
            int planned,
            LocalDate dueOn,
            Issuing issuing,
            boolean inspected) {}

    /** When it went from state to state. */
    public record Times(
            Instant createdAt, Optional<Instant> releasedAt, Optional<Instant> startedAt, Optional<Instant> endedAt) {}

    /** Units that came out of it, and how many of the sound ones wait in quality control. */
    public record Made(int good, int scrapped, int awaiting) {}

    /** Units of a SKU that came out of what was taken apart, and their weight when its cost is divided. */
    public record Output(long skuId, int units, long weight) {}

    private ProductionOrder(
            Head head,
            List<ProductionStage> stages,
            List<Material> materials,
            List<Output> outputs,
            Times times,
            State state,
            boolean stored) {
        this.head = head;
        this.stages = List.copyOf(stages);
        this.materials = new ArrayList<>(materials);
        this.outputs = List.copyOf(outputs);
        this.times = times;
        this.state = state;
        this.stored = stored;
    }

    /** A new order to make something. */
    public static ProductionOrder planned(
            Head head, List<ProductionStage> stages, List<Material> materials, Instant now) {
        Times times = new Times(now, Optional.empty(), Optional.empty(), Optional.empty());
        return new ProductionOrder(head, stages, materials, List.of(), times, State.PLANNED, false);
    }

    /** Units that are taken apart, at once and for good. */
    public static ProductionOrder takenApart(Head head, List<Output> outputs, Instant now) {
        Times times = new Times(now, Optional.of(now), Optional.of(now), Optional.of(now));
        ProductionOrder order = new ProductionOrder(head, List.of(), List.of(), outputs, times, State.COMPLETED, false);
        order.good = outputs.isEmpty() ? 0 : head.planned();
        order.scrapped = head.planned() - order.good;
        return order;
    }

    /** An order with rows in the database. */
    public static ProductionOrder stored(
            Head head, List<ProductionStage> stages, List<Material> materials, Times times, State state, Made made) {
        ProductionOrder order = new ProductionOrder(head, stages, materials, List.of(), times, state, true);
        order.good = made.good;
        order.scrapped = made.scrapped;
        order.awaiting = made.awaiting;
        return order;
    }

    public Head head() {
        return head;
    }

    public long productionId() {
        return head.productionId();
    }

    public State state() {
        return state;
    }

    public Times times() {
        return times;
    }

    /** Units that came out of the last stage and are sound; of what was taken apart, those that brought something. */
    public int good() {
        return good;
    }

    /** Units that were spoilt, at whatever stage. */
    public int scrapped() {
        return scrapped;
    }

    /** Sound units that wait in quality control. */
    public int awaiting() {
        return awaiting;
    }

    public List<ProductionStage> stages() {
        return stages;
    }

    public List<Material> materials() {
        return List.copyOf(materials);
    }

    public List<Output> outputs() {
        return outputs;
    }

    /** Whether it has rows to update; otherwise they are to be inserted. */
    public boolean stored() {
        return stored;
    }

    public boolean changed() {
        return changed;
    }

    /** Why its units move. */
    public Cause cause() {
        return new Cause(Cause.Kind.PRODUCTION, head.productionId());
    }

    public Optional<ProductionStage> findStage(int stageNo) {
        return stages.stream().filter(stage -> stage.stageNo() == stageNo).findFirst();
    }

    public boolean isLast(ProductionStage stage) {
        return stage.stageNo() == stages.size();
    }

    /** Units that have come to a stage and were not reported yet. */
    public int waitingAt(ProductionStage stage) {
        return inputOf(stage) - stage.good() - stage.scrapped();
    }

    private int inputOf(ProductionStage stage) {
        return stage.stageNo() == 1
                ? head.planned()
                : stages.get(stage.stageNo() - 2).good();
    }

    /** Whether nothing more will come to a stage. */
    private boolean endsWith(ProductionStage stage) {
        boolean fed = stage.stageNo() == 1 || stages.get(stage.stageNo() - 2).state() == ProductionStage.State.DONE;
        return fed && waitingAt(stage) == 0;
    }

    /** Units of a material that so many units of what is made take, planned scrap included; rounded up once. */
    public int need(Material material, int units) {
        BigInteger under = BigInteger.valueOf(head.batch()).multiply(TEN_THOUSAND);
        BigInteger over = BigInteger.valueOf(units).multiply(BigInteger.valueOf(material.perBatch()));
        BigInteger need = over.add(under).subtract(BigInteger.ONE).divide(under);
        return need.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
    }

    // changes --------------------------------------------------------------------------------------------------------

    /** Lets its first stage wait for somebody to start it. */
    public void release(Instant now) {
        enter(State.RELEASED);
        times = new Times(times.createdAt(), Optional.of(now), times.startedAt(), times.endedAt());
        stages.get(0).await(now);
    }

    /** Work or the use of materials begins. */
    public void begin(Instant now) {
        changed = true;
        if (state == State.RELEASED) {
            enter(State.IN_PROGRESS);
            times = new Times(times.createdAt(), times.releasedAt(), Optional.of(now), times.endedAt());
        }
    }

    /** The material of a SKU; one that was not planned is added. */
    public Material material(long skuId) {
        return materials.stream()
                .filter(material -> material.skuId() == skuId)
                .findFirst()
                .orElseGet(() -> {
                    Material added = Material.planned(skuId, false, 0);
                    materials.add(added);
                    return added;
                });
    }

    /** Notes what came out of a stage. */
    public void report(ProductionStage stage, int goodUnits, int scrappedUnits, long seconds, long cost, Instant now) {
        if (goodUnits + scrappedUnits > waitingAt(stage)) {
            throw new BrokenInvariant("%d units came out of stage %d of production order %d, %d had come to it"
                    .formatted(goodUnits + scrappedUnits, stage.stageNo(), productionId(), waitingAt(stage)));
        }
        changed = true;
        stage.report(goodUnits, scrappedUnits, seconds, cost);
        scrapped += scrappedUnits;
        if (isLast(stage)) {
            good += goodUnits;
            awaiting += head.inspected() ? goodUnits : 0;
        } else if (goodUnits > 0) {
            stages.get(stage.stageNo()).await(now);
        }
        for (ProductionStage each : stages) {
            if (each.state() == ProductionStage.State.RUNNING && endsWith(each)) {
                each.finish(now);
            }
        }
    }

    /** Units leave quality control. */
    public void inspect(int units) {
        if (units > awaiting) {
            throw new BrokenInvariant("%d units of production order %d were inspected, %d wait"
                    .formatted(units, productionId(), awaiting));
        }
        awaiting -= units;
        changed = true;
    }

    /** Ends it: nothing more is made. */
    public void end(State how, Instant now) {
        enter(how);
        times = new Times(times.createdAt(), times.releasedAt(), times.startedAt(), Optional.of(now));
        stages.forEach(stage -> stage.finish(now));
    }

    private void enter(State next) {
        if (state.isEnd()) {
            throw new BrokenInvariant("production order " + productionId() + " is " + state + " already");
        }
        state = next;
        changed = true;
    }

    /** What an order takes of one SKU. One thread. */
    public static final class Material {
        private final long skuId;
        private final boolean consumable;
        private final long perBatch;
        private int issued;
        private int returned;

        private Material(long skuId, boolean consumable, long perBatch, int issued, int returned) {
            this.skuId = skuId;
            this.consumable = consumable;
            this.perBatch = perBatch;
            this.issued = issued;
            this.returned = returned;
        }

        /**
         * A material of a new order.
         *
         * @param consumable whether none of it becomes part of what is made
         * @param perBatch ten-thousandths of a unit that a batch takes, planned scrap included; 0 if none was planned
         */
        public static Material planned(long skuId, boolean consumable, long perBatch) {
            return new Material(skuId, consumable, perBatch, 0, 0);
        }

        /** A material with a row in the database. */
        public static Material stored(long skuId, boolean consumable, long perBatch, int issued, int returned) {
            return new Material(skuId, consumable, perBatch, issued, returned);
        }

        public long skuId() {
            return skuId;
        }

        public boolean consumable() {
            return consumable;
        }

        public long perBatch() {
            return perBatch;
        }

        public int issued() {
            return issued;
        }

        public int returned() {
            return returned;
        }

        /** Units that were issued and did not come back. */
        public int used() {
            return issued - returned;
        }

        /** Takes units out of stock for it. */
        public void issue(int units) {
            issued = Math.addExact(issued, units);
        }

        /** Puts units back that were not used. */
        public void giveBack(int units) {
            if (units > used()) {
                throw new BrokenInvariant(
                        "of SKU %d %d units would come back, %d are out".formatted(skuId, units, used()));
            }
            returned += units;
        }
    }
}
