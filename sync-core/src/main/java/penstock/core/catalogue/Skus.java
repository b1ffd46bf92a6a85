package penstock.core.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import penstock.core.catalogue.Identifiers.Identified;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.SkuProfile.Kind;
import penstock.core.identity.Ids;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** A seller's SKUs. Any thread. */
public final class Skus implements Master<SkuProfile> {

    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final Identifiers identifiers;

    public Skus(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.identifiers = new Identifiers(database);
    }

    /** How a SKU's units are offered on several channels. */
    public enum Sharing {
        /** Every channel shows all of them; two may sell the same last unit within the publish window. */
        POOL,
        /** Each channel has a share of its own; no unit is offered twice. */
        PARTITIONED
    }

    /**
     * A SKU.
     *
     * @param lowLevelCode how deep it stands in bills of materials, at the deepest; 0 for what no active one consumes
     */
    public record Sku(long skuId, SkuProfile profile, int lowLevelCode, Instant createdAt) {

        public String code() {
            return profile.code();
        }

        public String title() {
            return profile.title();
        }

        public Sharing sharing() {
            return profile.sharing();
        }

        public int safetyStock() {
            return profile.safetyStock();
        }

        public boolean isKit() {
            return profile.kind() == Kind.KIT;
        }
    }

    /**
     * Creates a finished good of which nothing more is known.
     *
     * @throws Conflict if the code is taken
     */
    public Sku create(
            long sellerId, String code, String title, Optional<String> gtin, Sharing sharing, int safetyStock) {
        return create(sellerId, SkuProfile.plain(code, title, sharing, safetyStock), gtin);
    }

    /**
     * Creates a SKU, with the GTIN of its unit if it has one.
     *
     * @throws Conflict if the code is taken
     * @throws InvalidField if it cannot be
     */
    public Sku create(long sellerId, SkuProfile profile, Optional<String> gtin) {
        return database.transact(sellerId, transaction -> {
            if (!SkuRows.byCode(transaction, List.of(profile.code())).isEmpty()) {
                throw new Conflict("SKU " + profile.code() + " exists already");
            }
            put(transaction, List.of(profile)).get(0).orThrow();
            gtin.map(text -> Identifier.of(Identifier.Type.GTIN, text, ""))
                    .map(identifier -> new Identified(profile.code(), identifier))
                    .ifPresent(one ->
                            identifiers.put(transaction, List.of(one)).get(0).orThrow());
            return SkuRows.get(transaction, profile.code());
        });
    }

    /**
     * Changes what a SKU is; its listings are looked at again at once.
     *
     * @throws InvalidField if it cannot become that any more
     */
    public Optional<Sku> change(long sellerId, String code, UnaryOperator<SkuProfile> how) {
        return database.transact(sellerId, transaction -> {
            Optional<Sku> before = transaction.find(
                    "select * from sku where seller_id = ? and code = ? for update", SkuRows::sku, sellerId, code);
            if (before.isEmpty()) {
                return before;
            }
            put(transaction, List.of(how.apply(before.get().profile()))).get(0).orThrow();
            return Optional.of(SkuRows.get(transaction, code));
        });
    }

    @Override
    public List<Written> put(Transaction transaction, List<SkuProfile> wanted) {
        Map<String, Sku> known = known(transaction, wanted);
        if (wanted.stream().anyMatch(profile -> isTrackedOtherwise(known.get(profile.code()), profile))) {
            CatalogueVersion.lock(transaction); // what is on hand stays so: units that come meanwhile would have no lot
        }
        SkuRules rules = SkuRules.read(transaction, wanted, known);
        List<Written> outcomes = new ArrayList<>();
        List<Sku> inserts = new ArrayList<>();
        List<Sku> updates = new ArrayList<>();
        for (SkuProfile profile : wanted) {
            Optional<InvalidField> fault = rules.fault(profile);
            Optional<Sku> before = Optional.ofNullable(known.get(profile.code()));
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (before.isEmpty()) {
                inserts.add(new Sku(ids.next(), profile, 0, clock.instant()));
                outcomes.add(Written.CREATED);
            } else if (before.get().profile().equals(profile)) {
                outcomes.add(Written.UNCHANGED);
            } else {
                Sku old = before.get();
                updates.add(new Sku(old.skuId(), profile, old.lowLevelCode(), old.createdAt()));
                outcomes.add(Written.CHANGED);
            }
        }
        write(transaction, inserts, updates);
        SkuRows.part(transaction, parted(updates.stream().map(Sku::profile).toList(), known));
        return outcomes;
    }

    private static Map<String, Sku> known(Transaction transaction, List<SkuProfile> wanted) {
        return SkuRows.byCode(transaction, wanted.stream().map(SkuProfile::code).toList());
    }

    /** Those that become partitioned. */
    private static List<Long> parted(List<SkuProfile> wanted, Map<String, Sku> known) {
        return wanted.stream()
                .filter(profile -> isParted(known.get(profile.code()), profile))
                .map(profile ->
                        Objects.requireNonNull(known.get(profile.code())).skuId())
                .toList();
    }

    private static boolean isParted(@Nullable Sku before, SkuProfile profile) {
        return before != null && before.sharing() == Sharing.POOL && profile.sharing() == Sharing.PARTITIONED;
    }

    private static boolean isTrackedOtherwise(@Nullable Sku before, SkuProfile profile) {
        return before != null
                && before.profile().tracking().by() != profile.tracking().by();
    }

    private void write(Transaction transaction, List<Sku> inserts, List<Sku> updates) {
        if (!inserts.isEmpty() && SkuRows.insert(transaction, inserts).size() < inserts.size()) {
            throw new Conflict("somebody else is creating the same SKUs; try again");
        }
        if (!updates.isEmpty()) {
            SkuRows.update(transaction, updates);
            SkuRows.lookAgain(transaction, updates.stream().map(Sku::skuId).toList(), clock.instant());
        }
        if (!inserts.isEmpty() || !updates.isEmpty()) {
            CatalogueVersion.raise(transaction);
        }
    }

    public Optional<Sku> find(long sellerId, String code) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select * from sku where seller_id = ? and code = ?", SkuRows::sku, sellerId, code));
    }

    /** A page of SKUs by code, those after {@code afterCode}. */
    public List<Sku> list(long sellerId, String afterCode, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from sku where seller_id = ? and code > ? order by code limit ?",
                        SkuRows::sku,
                        sellerId,
                        afterCode,
                        limit));
    }

    /** The SKUs of these codes, as far as they exist. */
    public List<Sku> list(long sellerId, Collection<String> codes) {
        return database.transact(
                sellerId,
                transaction -> List.copyOf(SkuRows.byCode(transaction, codes).values()));
    }

    /** The variants of a style, by code. */
    public List<Sku> variants(long sellerId, String style, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from sku where seller_id = ? and style = ? order by code limit ?",
                        SkuRows::sku,
                        sellerId,
                        style,
                        limit));
    }

    /** What SKUs cannot become any more, and which variants there are. Of one transaction. */
    private static final class SkuRules {

        private record Variant(String style, String attributes) {}

        private final Map<String, Sku> known;
        private final Set<Long> moved = new HashSet<>();
        private final Set<Long> onHand = new HashSet<>();
        private final Set<Long> onTheirWay = new HashSet<>();
        private final Map<Variant, String> variants = new HashMap<>();
        private final Set<String> seen = new HashSet<>();

        private SkuRules(Map<String, Sku> known) {
            this.known = known;
        }

        static SkuRules read(Transaction transaction, List<SkuProfile> wanted, Map<String, Sku> known) {
            SkuRules rules = new SkuRules(known);
            rules.readStock(transaction);
            rules.onTheirWay.addAll(SkuRows.lockOnTheirWay(transaction, parted(wanted, known)));
            List<String> styles = wanted.stream()
                    .flatMap(profile -> profile.family().style().stream())
                    .distinct()
                    .toList();
            transaction.list(
                    """
                    select s.style, s.attributes, s.code
                      from unnest(?::text[]) as k (style)
                     cross join lateral (select * from sku s where s.seller_id = ? and s.style = k.style) as s
                    """,
                    row -> rules.variants.put(
                            new Variant(row.getText("style"), row.getText("attributes")), row.getText("code")),
                    Columns.of(styles).texts(style -> style).then(transaction.sellerId()));
            return rules;
        }

        private void readStock(Transaction transaction) {
            transaction.list(
                    """
                    select k.sku_id,
                           exists (select from posting p where p.seller_id = ? and p.sku_id = k.sku_id)
                           or exists (select from kit_component c where c.seller_id = ? and c.component_sku_id = k.sku_id)
                           or exists (select from bom_line l where l.seller_id = ? and l.component_sku_id = k.sku_id)
                           or exists (select from bom b where b.seller_id = ? and b.sku_id = k.sku_id) as moved,
                           exists (select from balance b where b.seller_id = ? and b.sku_id = k.sku_id
                                    and b.available + b.reserved + b.quality_control + b.damaged + b.withheld > 0) as on_hand
                      from unnest(?::bigint[]) as k (sku_id)
                    """,
                    row -> (row.getBoolean("moved") && moved.add(row.getLong("sku_id")))
                            | (row.getBoolean("on_hand") && onHand.add(row.getLong("sku_id"))),
                    transaction.sellerId(),
                    transaction.sellerId(),
                    transaction.sellerId(),
                    transaction.sellerId(),
                    transaction.sellerId(),
                    known.values().stream().map(Sku::skuId).toArray(Long[]::new));
        }

        Optional<InvalidField> fault(SkuProfile profile) {
            if (!seen.add(profile.code())) {
                return fault("code", profile.code(), Reason.DUPLICATE_ROW, "stands here twice; keep one of the rows");
            }
            Optional<InvalidField> fixed =
                    Optional.ofNullable(known.get(profile.code())).flatMap(before -> fixed(before, profile));
            return fixed.isPresent() ? fixed : twin(profile);
        }

        private Optional<InvalidField> fixed(Sku before, SkuProfile profile) {
            SkuProfile old = before.profile();
            boolean measured = old.unit() == profile.unit() && old.decimals() == profile.decimals();
            if ((old.kind() == Kind.KIT) != (profile.kind() == Kind.KIT)) {
                return fault(
                        "kind",
                        profile.kind().name(),
                        Reason.FIXED,
                        "is " + old.kind() + " and cannot become " + profile.kind()
                                + ": a kit has no stock, everything else has; create another SKU");
            } else if (!measured && moved.contains(before.skuId())) {
                String field = old.unit() == profile.unit() ? "decimals" : "unit";
                return fault(
                        field,
                        profile.unit() + ", " + profile.decimals(),
                        Reason.FIXED,
                        "cannot change from "
                                + old.unit() + " with " + old.decimals()
                                + " decimals: quantities in them have been written down;"
                                + " create another SKU");
            } else if (old.tracking().by() != profile.tracking().by() && onHand.contains(before.skuId())) {
                return fault(
                        "tracking",
                        profile.tracking().by().name(),
                        Reason.FIXED,
                        "is " + old.tracking().by()
                                + " and cannot change while there is stock, of which lots and serials would be unknown");
            } else if (isParted(before, profile) && onTheirWay.contains(before.skuId())) {
                return fault(
                        "sharing",
                        profile.sharing().name(),
                        Reason.FIXED,
                        "cannot change while a number is on its way to a channel, which may sell the one before and then this one:"
                                + " say it again in a few minutes, or set the SKU to HELD until it was seen");
            }
            return Optional.empty();
        }

        private Optional<InvalidField> twin(SkuProfile profile) {
            if (profile.family().style().isEmpty()) {
                return Optional.empty();
            }
            String attributes = profile.family().attributeText();
            String other =
                    variants.putIfAbsent(new Variant(profile.family().style().get(), attributes), profile.code());
            return other == null || other.equals(profile.code())
                    ? Optional.empty()
                    : fault(
                            "attributes",
                            attributes,
                            Reason.TAKEN,
                            "are those of " + other + ", a variant of the same style; say what tells them apart");
        }

        private static Optional<InvalidField> fault(String field, String value, Reason reason, String advice) {
            return Optional.of(new InvalidField(field, value, reason, advice));
        }
    }
}
