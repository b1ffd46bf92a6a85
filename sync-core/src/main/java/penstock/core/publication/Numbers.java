package penstock.core.publication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import penstock.core.offer.Demand;
import penstock.core.offer.Division;
import penstock.core.offer.Holding;
import penstock.core.offer.Holding.Held;
import penstock.core.offer.Offer;
import penstock.core.offer.Offer.Part;
import penstock.core.offer.Offer.Situation;
import penstock.core.offer.Promisable;
import penstock.core.offer.RuleSet;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Settings;
import penstock.core.offer.Subject;
import penstock.core.risk.RiskFigures;
import penstock.core.store.Transaction;

/** Makes the numbers of listings from what there is, how fast it sells and the rules in force. Read in one moment. */
final class Numbers {

    private final RuleSet rules;
    private final Supplies supplies;
    private final RiskFigures figures;

    private Numbers(RuleSet rules, Supplies supplies, RiskFigures figures) {
        this.rules = rules;
        this.supplies = supplies;
        this.figures = figures;
    }

    static Numbers read(Transaction transaction, Set<Long> skuIds, RuleSet rules, Instant now) {
        Supplies supplies = Supplies.read(transaction, skuIds, rules.mention(Settings::decay), now);
        if (rules.mention(Settings::backorders)) {
            supplies.withBackorders(transaction);
        }
        return new Numbers(rules, supplies, RiskFigures.read(transaction, supplies.skuIds()));
    }

    RuleSet rules() {
        return rules;
    }

    Supplies supplies() {
        return supplies;
    }

    RiskFigures figures() {
        return figures;
    }

    /** How a SKU is divided among all that sell it. */
    Held<Division> division(long skuId) {
        return holding(new Subject(0, skuId, 0, supplies.sku(skuId).category()), OptionalInt.empty())
                .division();
    }

    private Holding holding(Subject subject, OptionalInt cap) {
        int safetyStock = supplies.sku(subject.skuId()).safetyStock();
        return rules.holding(
                subject,
                safetyStock > 0 ? Settings.ofSafetyStock(SafetyStock.Kind.FIXED.of(safetyStock)) : Settings.NONE,
                cap.isPresent() ? Settings.ofCap(cap.getAsInt()) : Settings.NONE);
    }

    private Demand demand(long skuId, long accountId) {
        return Demand.of(figures, skuId, accountId);
    }

    private Promisable promisable(long skuId, long accountId, Holding settings) {
        List<Supplies.Component> components = supplies.components(skuId);
        if (components.isEmpty()) {
            return Promisable.of(
                    supplies.stock(skuId), supplies.sku(skuId).claimed(), settings, demand(skuId, accountId));
        }
        List<Promisable.Component> parts = new ArrayList<>();
        for (Supplies.Component component : components) {
            parts.add(new Promisable.Component(
                    supplies.sku(component.skuId()).code(),
                    ofComponent(component.skuId(), accountId),
                    component.units()));
        }
        return Promisable.ofKit(parts, settings, demand(skuId, accountId));
    }

    /**
     * What there is of it for kits. Nothing of a partitioned one: what kits may sell is not part of any share, and would be sold
     * twice.
     */
    private Promisable ofComponent(long skuId, long accountId) {
        Supplies.Sku sku = supplies.sku(skuId);
        Holding settings = holding(new Subject(accountId, skuId, 0, sku.category()), OptionalInt.empty());
        Promisable all = Promisable.of(supplies.stock(skuId), sku.claimed(), settings, demand(skuId, accountId));
        if (sku.discontinued()) {
            return all.none(", " + sku.code() + " is discontinued");
        }
        return sku.partitioned() ? all.none(", " + sku.code() + " is partitioned") : all;
    }

    /** That of a listing. @param believed what it shows now, as far as we know */
    Of of(DueListing listing, OptionalInt believed) {
        return new Of(listing, believed);
    }

    /** The number of one listing. */
    final class Of {
        private final DueListing listing;
        private final Holding settings;
        private final Promisable promisable;
        private final Situation situation;

        private Of(DueListing listing, OptionalInt believed) {
            this.listing = listing;
            Supplies.Sku sku = supplies.sku(listing.skuId());
            this.settings = holding(
                    new Subject(listing.accountId(), listing.skuId(), listing.listingId(), sku.category()),
                    listing.cap());
            this.promisable = Numbers.this.promisable(listing.skuId(), listing.accountId(), settings);
            boolean pooled = !listing.partitioned() && !listing.showsItsPart();
            this.situation = new Situation(
                    listing.packSize(),
                    believed.orElse(0) > 0,
                    pooled ? supplies.toCome(listing.skuId()) : 0, // what is shared is there
                    listing.active() ? Optional.empty() : Optional.of(whyOff(sku)));
        }

        private String whyOff(Supplies.Sku sku) {
            if (listing.mode() == PublishingMode.ZERO) {
                return "its sale is stopped";
            }
            return sku.discontinued() ? "the SKU is discontinued" : "the listing is not active";
        }

        Promisable promisable() {
            return promisable;
        }

        /** Of a pool. */
        Offer ofPool() {
            return Offer.ofPool(promisable, settings, listing.accountId(), situation);
        }

        /** Of a partitioned SKU, of which it has a share. */
        Offer ofShare(int share) {
            int others = Math.max(0, promisable.units() - share);
            return offer(Optional.of(new Part(
                    share,
                    "- " + others + " for other channels",
                    division(listing.skuId()).by())));
        }

        private Offer offer(Optional<Part> part) {
            return Offer.of(promisable, part, settings, situation);
        }
    }
}
