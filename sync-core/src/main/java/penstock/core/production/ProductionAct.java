package penstock.core.production;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import penstock.core.book.ProductionEvent.Kind;
import penstock.core.book.ProductionOrder;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.ProductionOrder.Material;
import penstock.core.book.ProductionOrder.State;
import penstock.core.book.ProductionStage;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.ledger.Placed;
import penstock.core.money.Shares;

/** Something that can be done about a production order: refused for a reason, or carried out. */
public sealed interface ProductionAct {

    /** Seconds that one report may speak of: a year. */
    int MAX_SECONDS = 366 * 24 * 3600;

    long SECONDS_AN_HOUR = 3600;

    /** Why it cannot be done; nothing has changed then. */
    Optional<Reply> refuse(Bench bench);

    /** Does it, and says what was done. */
    Done carryOut(Bench bench);

    /** What was done. */
    record Done(Kind kind, int stageNo, int good, int scrapped, long seconds, String reason) {
        static Done of(Kind kind, String reason) {
            return new Done(kind, 0, 0, 0, 0, reason);
        }
    }

    /** Units of a material. */
    record Units(long skuId, int units) {

        /** The same, if each SKU stands there once. */
        static List<Units> distinct(List<Units> materials) {
            long skus = materials.stream().map(Units::skuId).distinct().count();
            if (skus < materials.size()) {
                throw new InvalidField(
                        "materials", "" + materials.size(), Reason.DUPLICATE_ROW, "name a SKU twice; add the two up");
            }
            return List.copyOf(materials);
        }
    }

    /**
     * Lets the first stage wait for its start. What is lacking of the materials is told and refuses it.
     *
     * @param evenShort release it though materials are lacking
     */
    record Release(boolean evenShort) implements ProductionAct {
        @Override
        public Optional<Reply> refuse(Bench bench) {
            ProductionOrder order = bench.order();
            return unlessIn(bench, EnumSet.of(State.PLANNED))
                    .or(() -> evenShort
                            ? Optional.empty()
                            : bench.lack(material -> bench.outstanding(
                                            material, order.head().planned()))
                                    .map(lack -> refused(Verdict.EXCEEDS_AVAILABLE, bench, lack)));
        }

        @Override
        public Done carryOut(Bench bench) {
            bench.order().release(bench.book().now());
            return Done.of(Kind.RELEASE, evenShort ? "even short" : "");
        }
    }

    /** Takes materials out of stock; more than was planned needs a reason. */
    record Issue(List<Units> materials, String reason) implements ProductionAct {
        public Issue {
            materials = Units.distinct(materials);
        }

        @Override
        public Optional<Reply> refuse(Bench bench) {
            return unlessIn(bench, EnumSet.of(State.RELEASED, State.IN_PROGRESS))
                    .or(() -> own(bench, materials))
                    .or(() -> reason.isEmpty() ? beyondPlan(bench) : Optional.empty())
                    .or(() -> materials.stream()
                            .filter(wanted -> wanted.units() > bench.free(wanted.skuId()))
                            .map(wanted -> "of SKU " + bench.code(wanted.skuId()) + " " + wanted.units()
                                    + " are needed and " + bench.free(wanted.skuId()) + " are there")
                            .reduce((one, other) -> one + "; " + other)
                            .map(lack -> refused(Verdict.EXCEEDS_AVAILABLE, bench, lack)));
        }

        private Optional<Reply> beyondPlan(Bench bench) {
            ProductionOrder order = bench.order();
            for (Units wanted : materials) {
                int planned = planned(order, wanted.skuId());
                int used = used(order, wanted.skuId());
                if ((long) used + wanted.units() > planned) {
                    return Optional.of(refused(
                            Verdict.EXCEEDS_PLANNED,
                            bench,
                            "of SKU " + bench.code(wanted.skuId()) + " " + planned + " are planned and " + used
                                    + " are out; state a reason to issue " + wanted.units() + " more"));
                }
            }
            return Optional.empty();
        }

        private static int planned(ProductionOrder order, long skuId) {
            return find(order, skuId)
                    .map(material -> order.need(material, order.head().planned()))
                    .orElse(0);
        }

        @Override
        public Done carryOut(Bench bench) {
            bench.order().begin(bench.book().now());
            materials.forEach(wanted -> bench.issue(bench.order().material(wanted.skuId()), wanted.units()));
            return Done.of(Kind.ISSUE, reason);
        }
    }

    /** Puts materials back that were not used. */
    record GiveBack(List<Units> materials) implements ProductionAct {
        public GiveBack {
            materials = Units.distinct(materials);
        }

        @Override
        public Optional<Reply> refuse(Bench bench) {
            return unlessIn(bench, EnumSet.of(State.IN_PROGRESS)).or(() -> excess(bench, materials));
        }

        @Override
        public Done carryOut(Bench bench) {
            bench.order().begin(bench.book().now());
            materials.forEach(back -> bench.giveBack(bench.order().material(back.skuId()), back.units()));
            return Done.of(Kind.RETURN, "");
        }
    }

    /** Begins a stage that waits; with the first one all materials are issued, where the order says so. */
    record Start(int stageNo) implements ProductionAct {
        @Override
        public Optional<Reply> refuse(Bench bench) {
            return unlessIn(bench, EnumSet.of(State.RELEASED, State.IN_PROGRESS))
                    .or(() -> unlessStage(bench, stageNo, ProductionStage.State.WAITING))
                    .or(() -> bench.lack(material -> dueAtStart(bench, material))
                            .map(lack -> refused(Verdict.EXCEEDS_AVAILABLE, bench, lack)));
        }

        private int dueAtStart(Bench bench, Material material) {
            boolean due = stageNo == 1 && bench.order().head().issuing() == Issuing.AT_START;
            return due ? bench.outstanding(material, bench.order().head().planned()) : 0;
        }

        @Override
        public Done carryOut(Bench bench) {
            Instant now = bench.book().now();
            bench.order().begin(now);
            bench.order().findStage(stageNo).orElseThrow().start(now);
            bench.order().materials().forEach(material -> bench.issue(material, dueAtStart(bench, material)));
            return new Done(Kind.START, stageNo, 0, 0, 0, "");
        }
    }

    /**
     * Units came out of a stage, sound or spoilt. Out of the last one they go into stock.
     *
     * @param seconds that were worked; what was planned for so many units, where nobody says
     * @param reason needed where units were spoilt
     * @param placed which units went into stock: their lot or serials, and the bin
     */
    record Report(int stageNo, int good, int scrapped, OptionalLong seconds, String reason, Placed placed)
            implements ProductionAct {

        /** Units of which nobody says which they are. */
        public Report(int stageNo, int good, int scrapped, OptionalLong seconds, String reason) {
            this(stageNo, good, scrapped, seconds, reason, Placed.BY_RULE);
        }

        @Override
        public Optional<Reply> refuse(Bench bench) {
            return unlessIn(bench, EnumSet.of(State.IN_PROGRESS))
                    .or(() -> unlessStage(bench, stageNo, ProductionStage.State.RUNNING))
                    .or(() -> beyondInput(bench))
                    .or(() -> worked(bench) <= MAX_SECONDS
                            ? Optional.empty()
                            : Optional.of(refused(
                                    Verdict.NOT_POSSIBLE,
                                    bench,
                                    "by the plan that takes more than a year; state the seconds that were worked")))
                    .or(() -> scrapped > 0 && reason.isEmpty()
                            ? Optional.of(refused(Verdict.NOT_POSSIBLE, bench, "units were spoilt; state the reason"))
                            : Optional.empty())
                    .or(() -> bench.lack(material -> dueNow(bench, material))
                            .map(lack -> refused(Verdict.EXCEEDS_AVAILABLE, bench, lack)))
                    .or(() -> isLast(bench)
                            ? bench.crowd(bench.order().head().skuId(), good)
                                    .map(crowd -> refused(Verdict.EXCEEDS_ROOM, bench, crowd))
                            : Optional.empty())
                    .or(() -> misnamed(bench));
        }

        private Optional<Reply> misnamed(Bench bench) {
            if (isLast(bench) && good > 0) {
                return bench.misnamed(bench.order().head().skuId(), good, placed);
            }
            return placed.equals(Placed.BY_RULE)
                    ? Optional.empty()
                    : Optional.of(refused(
                            Verdict.DETAIL_NOT_KEPT,
                            bench,
                            "only sound units that come out of the last stage go into stock; leave bin, lot and serials"
                                    + " out"));
        }

        private Optional<Reply> beyondInput(Bench bench) {
            int waiting = bench.order().waitingAt(stage(bench));
            return (long) good + scrapped <= waiting
                    ? Optional.empty()
                    : Optional.of(refused(
                            Verdict.EXCEEDS_PLANNED,
                            bench,
                            waiting + " units have come to stage " + stageNo + " and are not reported; "
                                    + ((long) good + scrapped) + " cannot come out of it"));
        }

        private ProductionStage stage(Bench bench) {
            return bench.order().findStage(stageNo).orElseThrow();
        }

        private long worked(Bench bench) {
            ProductionStage stage = stage(bench);
            int setup = stage.isFresh() ? stage.plan().setupSeconds() : 0;
            return seconds.orElse(setup + (long) stage.plan().runSeconds() * (good + scrapped));
        }

        private boolean isLast(Bench bench) {
            return bench.order().isLast(stage(bench));
        }

        /** What the units took that are made or spoilt, these included. */
        private int dueNow(Bench bench, Material material) {
            ProductionOrder order = bench.order();
            if (order.head().issuing() == Issuing.AT_START) {
                return 0;
            }
            int through = order.good() + order.scrapped() + scrapped + (isLast(bench) ? good : 0);
            return bench.outstanding(material, through);
        }

        @Override
        public Done carryOut(Bench bench) {
            ProductionStage stage = stage(bench);
            bench.order().materials().forEach(material -> bench.issue(material, dueNow(bench, material)));
            boolean made = isLast(bench);
            long worked = worked(bench);
            long cost = Shares.part(stage.plan().costPerHour(), worked, SECONDS_AN_HOUR);
            bench.order()
                    .report(stage, good, scrapped, worked, cost, bench.book().now());
            if (made) {
                bench.yield(bench.order().head().skuId(), good, placed);
            }
            return new Done(Kind.REPORT, stageNo, good, scrapped, worked, reason);
        }
    }

    /**
     * What was made is looked at: units leave quality control, to be sold or as damaged, which needs a reason.
     *
     * @param placed which units: their lot, or the pieces, which all passed or all failed
     */
    record Inspect(int passed, int failed, String reason, Placed placed) implements ProductionAct {

        /** Units of which nobody says which they are. */
        public Inspect(int passed, int failed, String reason) {
            this(passed, failed, reason, Placed.BY_RULE);
        }

        @Override
        public Optional<Reply> refuse(Bench bench) {
            int waiting = bench.order().awaiting();
            if ((long) passed + failed > waiting) {
                return Optional.of(refused(
                        Verdict.EXCEEDS_AVAILABLE,
                        bench,
                        waiting + " units of the order wait in quality control; " + ((long) passed + failed)
                                + " cannot leave it"));
            }
            int there = bench.inQualityControl(bench.order().head().skuId());
            if (passed + failed > there) {
                return Optional.of(refused(
                        Verdict.EXCEEDS_AVAILABLE,
                        bench,
                        "only " + there + " units are in quality control; the others were moved otherwise"));
            }
            if (failed > 0 && reason.isEmpty()) {
                return Optional.of(refused(Verdict.NOT_POSSIBLE, bench, "units failed; state the reason"));
            }
            return passed > 0 && failed > 0 && !placed.serialNos().isEmpty()
                    ? Optional.of(refused(
                            Verdict.NOT_POSSIBLE, bench, "report the pieces that passed and those that failed apart"))
                    : bench.notWaiting(bench.order().head().skuId(), passed + failed, placed);
        }

        @Override
        public Done carryOut(Bench bench) {
            bench.order().inspect(passed + failed);
            bench.release(bench.order().head().skuId(), passed, failed, placed);
            return Done.of(Kind.INSPECT, reason);
        }
    }

    /** Ends it: what was issued and not given back is used up. */
    record Complete() implements ProductionAct {
        @Override
        public Optional<Reply> refuse(Bench bench) {
            return unlessIn(bench, EnumSet.of(State.IN_PROGRESS));
        }

        @Override
        public Done carryOut(Bench bench) {
            bench.order().end(State.COMPLETED, bench.book().now());
            return Done.of(Kind.COMPLETE, "");
        }
    }

    /**
     * Gives it up. What was made stays; materials that neither what was made nor what was spoilt took, as planned, go back,
     * or those that are named.
     */
    record Cancel(Optional<List<Units>> unused, String reason) implements ProductionAct {
        public Cancel {
            unused = unused.map(Units::distinct);
        }

        @Override
        public Optional<Reply> refuse(Bench bench) {
            return unlessIn(bench, EnumSet.of(State.PLANNED, State.RELEASED, State.IN_PROGRESS))
                    .or(() -> excess(bench, goingBack(bench)));
        }

        private List<Units> goingBack(Bench bench) {
            ProductionOrder order = bench.order();
            return unused.orElseGet(() -> order.materials().stream()
                    .map(material -> new Units(
                            material.skuId(),
                            Math.max(0, material.used() - order.need(material, order.good() + order.scrapped()))))
                    .filter(back -> back.units() > 0)
                    .toList());
        }

        @Override
        public Done carryOut(Bench bench) {
            goingBack(bench).forEach(back -> bench.giveBack(bench.order().material(back.skuId()), back.units()));
            bench.order().end(State.CANCELLED, bench.book().now());
            return Done.of(Kind.CANCEL, reason);
        }
    }

    // reasons to refuse ----------------------------------------------------------------------------------------------

    private static Reply refused(Verdict verdict, Bench bench, String detail) {
        return Reply.of(verdict, bench.order().productionId(), detail);
    }

    private static Optional<Reply> unlessIn(Bench bench, Set<State> states) {
        ProductionOrder order = bench.order();
        return states.contains(order.state())
                ? Optional.empty()
                : Optional.of(refused(
                        Verdict.NOT_POSSIBLE,
                        bench,
                        "the order is " + order.state() + "; this is possible when it is " + list(states)));
    }

    private static String list(Set<State> states) {
        return states.stream()
                .map(Enum::name)
                .reduce((one, other) -> one + " or " + other)
                .orElse("");
    }

    private static Optional<Reply> unlessStage(Bench bench, int stageNo, ProductionStage.State state) {
        Optional<ProductionStage> stage = bench.order().findStage(stageNo);
        if (stage.isEmpty()) {
            return Optional.of(refused(Verdict.NOT_FOUND, bench, "the order has no stage " + stageNo));
        }
        return stage.get().state() == state
                ? Optional.empty()
                : Optional.of(refused(
                        Verdict.NOT_POSSIBLE,
                        bench,
                        "stage " + stageNo + " is " + stage.get().state() + "; this is possible when it is " + state));
    }

    private static Optional<Reply> own(Bench bench, List<Units> materials) {
        return materials.stream()
                .filter(wanted -> wanted.skuId() == bench.order().head().skuId())
                .map(wanted -> refused(Verdict.NOT_POSSIBLE, bench, "a SKU is not a material of itself"))
                .findFirst();
    }

    private static Optional<Material> find(ProductionOrder order, long skuId) {
        return order.materials().stream()
                .filter(material -> material.skuId() == skuId)
                .findFirst();
    }

    private static int used(ProductionOrder order, long skuId) {
        return find(order, skuId).map(Material::used).orElse(0);
    }

    /** Why materials cannot go back: they are not out, or there is no room for them. */
    private static Optional<Reply> excess(Bench bench, List<Units> back) {
        return back.stream()
                .flatMap(units -> {
                    int used = used(bench.order(), units.skuId());
                    return units.units() > used
                            ? Optional.of(refused(
                                            Verdict.EXCEEDS_AVAILABLE,
                                            bench,
                                            "of SKU " + bench.code(units.skuId()) + " " + used
                                                    + " are out with the order; " + units.units()
                                                    + " cannot come back"))
                                    .stream()
                            : bench
                                    .crowd(units.skuId(), units.units())
                                    .map(crowd -> refused(Verdict.EXCEEDS_ROOM, bench, crowd))
                                    .stream();
                })
                .findFirst();
    }
}
