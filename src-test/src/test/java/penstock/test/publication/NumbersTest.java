package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.MoveStock;
import penstock.core.message.Outcome;
import penstock.core.offer.Decay;
import penstock.core.offer.Division;
import penstock.core.offer.ListWhen;
import penstock.core.offer.Rule;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Scope;
import penstock.core.offer.Settings;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.publication.Claim;
import penstock.core.publication.Explaining;
import penstock.core.publication.Explaining.Answer;
import penstock.core.publication.Explaining.Explanation;
import penstock.core.publication.PassingTime;
import penstock.core.publication.PublicationRules;
import penstock.core.publication.Publishing;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

/** The rules in force make the numbers that are sent. A pooled SKU of 12 units: 8 at WH1, 4 at WH2; sold on two accounts. */
class NumbersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Actor SOMEBODY = Actor.key(7);

    private static final class MovedClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Database database = TestDatabase.database();
    private final MovedClock clock = new MovedClock();
    private final Ids ids = TestDatabase.ids(clock);
    private final Engine engine = new Engine(database, clock, ids, new EngineLimits(1, 50, 1_000, 10), seller -> {});
    private final Accounts accounts = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]));
    private final Listings listings = new Listings(database, clock, ids);
    private final Publishing publishing = new Publishing(database, clock);
    private final PublicationRules rules = new PublicationRules(database, clock);
    private final PassingTime passing = new PassingTime(database, clock);
    private final Explaining explaining = new Explaining(database, clock);
    private final long sellerId = new Sellers(database, clock, ids)
            .create("Numbers", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
            .sellerId();
    private final long wh1 = location("WH1", 1);
    private final long wh2 = location("WH2", 2);
    private final long skuId = new Skus(database, clock, ids)
            .create(sellerId, "MUG", "Mug", Optional.empty(), Skus.Sharing.POOL, 0)
            .skuId();
    private final long shop = account("shop");
    private final long bazaar = account("bazaar");
    private int version;

    NumbersTest() {
        receive("m1", wh1, 8);
        receive("m2", wh2, 4);
        bind(shop, "MUG-S");
        bind(bazaar, "MUG-B");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private long location(String code, int rank) {
        return new Locations(database, clock, ids)
                .create(
                        sellerId,
                        code,
                        code,
                        Locations.Kind.WAREHOUSE,
                        Locations.ShipsBy.SELLER,
                        Optional.empty(),
                        rank)
                .locationId();
    }

    private int write(String sql) {
        return database.transact(sellerId, transaction -> transaction.update(sql));
    }

    private long account(String name) {
        ChannelKind kind = new ChannelKind(name, Role.CHANNEL, false, true, false, true, List.of());
        return accounts.open(
                        sellerId,
                        kind,
                        new Accounts.Opening(name, "https://" + name + ".example", 1, Map.of(), Map.of()))
                .accountId();
    }

    private void receive(String id, long location, int units) {
        engine.decide(sellerId, new MoveStock(id, MoveStock.Kind.RECEIVE, new StockKey(skuId, location), units));
    }

    private void bind(long account, String channelSku) {
        listings.bind(sellerId, account, new Listings.Binding(channelSku, "", "", "MUG", 1, Optional.empty()));
    }

    private static Settings cap(int cap) {
        return Settings.ofCap(cap);
    }

    private static Settings held(SafetyStock safety) {
        return Settings.ofSafetyStock(safety);
    }

    private static Settings divided(Division division) {
        return settings(Optional.empty(), Optional.empty(), Optional.of(division), false);
    }

    private static Settings settings(
            Optional<Set<Long>> locations, Optional<Decay> decay, Optional<Division> division, boolean backorders) {
        return new Settings(
                locations,
                decay,
                Optional.empty(),
                division,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true).filter(any -> backorders));
    }

    private void inForce(Rule... wanted) {
        version++;
        assertThat(rules.write(sellerId, version, 0, "", List.of(wanted), SOMEBODY))
                .isEqualTo(Verdict.CREATED);
        assertThat(rules.activate(sellerId, version, 1, SOMEBODY)).isEqualTo(Verdict.CHANGED);
    }

    /** What is told to whom. */
    private String told() {
        publishing.followLedger(sellerId);
        return List.of(shop, bazaar).stream()
                .flatMap(account -> {
                    List<Claim> claims =
                            publishing.claim(sellerId, account, 10, 10).updates();
                    claims.forEach(claim -> publishing.settle(sellerId, claim, new Outcome.Done("")));
                    return claims.stream();
                })
                .map(claim -> claim.channelSku() + " " + claim.quantity())
                .collect(Collectors.joining(", "));
    }

    @Test
    void withoutRulesEachListingShowsWhatThereIs() {
        assertThat(told()).isEqualTo("MUG-S 12, MUG-B 12");
    }

    @Test
    void activatingHasTheListingsConcernedLookedAtAgainAndNoOthers() {
        told();
        inForce(new Rule(1, Scope.channel(bazaar), cap(5)));
        assertThat(told()).isEqualTo("MUG-B 5");
        inForce(new Rule(1, Scope.channel(bazaar), cap(5)), new Rule(2, Scope.sku(skuId), cap(9)));
        assertThat(told()).isEqualTo("MUG-S 9, MUG-B 9");
        inForce();
        assertThat(told()).isEqualTo("MUG-S 12, MUG-B 12");
        inForce(new Rule(1, Scope.SELLER, cap(7)));
        assertThat(told()).isEqualTo("MUG-S 7, MUG-B 7");
    }

    @Test
    void locationsSafetyStockAndLastUnitsAreTakenFromWhatThereIs() {
        inForce(
                new Rule(1, Scope.SELLER, divided(new Division.LastUnits(3, shop))),
                new Rule(2, Scope.sku(skuId), held(new SafetyStock.Fixed(2))),
                new Rule(
                        3,
                        Scope.channel(bazaar),
                        settings(Optional.of(Set.of(wh1)), Optional.empty(), Optional.empty(), false)));
        assertThat(told()).isEqualTo("MUG-S 10, MUG-B 3");
    }

    @Test
    void whatIsSentIsKeptWithItsStagesAndRules() {
        inForce(new Rule(1, Scope.SELLER, cap(5)));
        told();
        List<String> kept = database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select rules_version, stages from publication_attempt where seller_id = ? order by listing_id",
                        row -> row.getInt("rules_version") + "\n" + row.getText("stages"),
                        sellerId));
        assertThat(kept.get(0)).isEqualTo("""
                1
                AVAILABLE\t12\t\t12 available (WH1 8, WH2 4)
                CAP\t5\trule 1\t, cap 5""");
    }

    @Test
    void everySettingIsReadAsItWasWritten() {
        Settings all = new Settings(
                Optional.of(Set.of(wh1, wh2)),
                Optional.of(new Decay(4, 24, 90)),
                Optional.of(new SafetyStock.Risk(50)),
                Optional.of(new Division.Dedicated(Map.of(shop, 4, bazaar, 5))),
                Optional.of(80),
                Optional.of(9),
                Optional.of(new ListWhen(3, 1)),
                Optional.of(false),
                Optional.of(true));
        Division last = new Division.LastUnits(3, shop);
        List<Rule> wanted = List.of(
                new Rule(1, Scope.SELLER, all),
                new Rule(2, Scope.sku(skuId), divided(last)),
                new Rule(3, Scope.channel(shop), cap(3)));
        rules.write(sellerId, 1, 0, "a try", wanted, SOMEBODY);
        assertThat(rules.rules(sellerId, 1).rules()).isEqualTo(wanted);
        assertThat(rules.write(sellerId, 1, 0, "a try", wanted, SOMEBODY)).isEqualTo(Verdict.EXISTS);
        rules.write(sellerId, 1, 1, "less", wanted.subList(0, 1), SOMEBODY);
        assertThat(rules.rules(sellerId, 1).rules()).isEqualTo(wanted.subList(0, 1));
    }

    @Test
    void aVersionChangesOnlyAsADraftAndOnlyForWhoHasSeenIt() {
        assertThat(refused(() -> rules.write(sellerId, 2, 0, "", List.of(), SOMEBODY)))
                .isEqualTo("NOT_THE_NEXT_VERSION");
        inForce(new Rule(1, Scope.SELLER, cap(5)));
        assertThat(rules.activate(sellerId, 1, 1, SOMEBODY)).isEqualTo(Verdict.EXISTS);
        assertThat(refused(() -> rules.write(sellerId, 1, 1, "", List.of(), SOMEBODY)))
                .isEqualTo("NOT_A_DRAFT");
        rules.write(sellerId, 2, 0, "", List.of(), SOMEBODY);
        assertThat(refused(() -> rules.write(sellerId, 2, 0, "other", List.of(), SOMEBODY)))
                .isEqualTo("OTHER_REVISION");
        assertThat(refused(() -> rules.activate(sellerId, 2, 7, SOMEBODY))).isEqualTo("OTHER_REVISION");
        rules.activate(sellerId, 2, 1, SOMEBODY);
        assertThat(refused(() -> rules.activate(sellerId, 1, 1, SOMEBODY))).isEqualTo("ARCHIVED");
        assertThat(refused(() -> rules.activate(sellerId, 9, 1, SOMEBODY))).isEqualTo("NO_SUCH_VERSION");
        assertThat(rules.list(sellerId, 0, 10).stream()
                        .map(one -> one.version() + " " + one.state() + " by " + one.writtenBy())
                        .toList())
                .containsExactly("2 ACTIVE by KEY:7", "1 ARCHIVED by KEY:7");
    }

    private static String refused(Runnable act) {
        try {
            act.run();
            return "taken";
        } catch (Refusal refusal) {
            return refusal.reason();
        }
    }

    @Test
    void rulesThatCannotBeAreNotWritten() {
        Rule wrong = new Rule(1, Scope.channel(4711), cap(-1));
        assertThatThrownBy(() -> rules.write(sellerId, 1, 0, "", List.of(wrong), SOMEBODY))
                .isInstanceOfSatisfying(
                        PublicationRules.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .extracting(fault -> fault.reason().name())
                                .containsExactly("UNKNOWN_ACCOUNT", "OUT_OF_RANGE"));
        assertThat(rules.find(sellerId, 1)).isEmpty();
    }

    @Test
    void aSuppliersWordCountsLessAsItAges() {
        write("update location set kind = 'SUPPLIER' where location_id = " + wh2);
        Settings aged = settings(Optional.empty(), Optional.of(new Decay(4, 24, 100)), Optional.empty(), false);
        inForce(new Rule(1, Scope.SELLER, aged));
        assertThat(told()).isEqualTo("MUG-S 12, MUG-B 12");
        listCame(1, NOW.minus(Duration.ofHours(30)));
        listCame(2, NOW.minus(Duration.ofHours(14)));
        inForce(new Rule(1, Scope.SELLER, aged), new Rule(2, Scope.channel(shop), cap(20)));
        assertThat(told()).isEqualTo("MUG-S 10");
        assertThat(sentence("MUG-B"))
                .isEqualTo("10 = 12 available (WH1 8, WH2 4) - 2 aged (WH2 told 14 h ago, x 0.50)");
    }

    @Test
    void whatIsStillToComeIsShownWhereARuleLetsIt() {
        write(
                "insert into backorder_rule (seller_id, sku_id, kind, beyond, lead_days) values (%d, %d, 'BACKORDER', 5, 9)"
                        .formatted(sellerId, skuId));
        write("update balance set incoming = 7 where sku_id = %d and location_id = %d".formatted(skuId, wh1));
        Settings backorders = settings(Optional.empty(), Optional.empty(), Optional.empty(), true);
        inForce(new Rule(1, Scope.channel(bazaar), backorders));
        assertThat(told()).isEqualTo("MUG-S 12, MUG-B 24");
        assertThat(sentence("MUG-B")).isEqualTo("24 = 12 available (WH1 8, WH2 4) + 12 to come");
        write("update sku set sharing = 'PARTITIONED' where sku_id = " + skuId);
        assertThat(sentence("MUG-B")).doesNotContain("to come");
    }

    @Test
    void aKitIsHeldBackByTheRulesOfItsComponents() {
        kit();
        listings.bind(sellerId, shop, new Listings.Binding("SET-S", "", "", "SET", 1, Optional.empty()));
        told();
        inForce(new Rule(1, Scope.sku(skuId), held(new SafetyStock.Fixed(2))));
        assertThat(told()).isEqualTo("MUG-S 10, SET-S 2, MUG-B 10");
        assertThat(sentence("SET-S")).isEqualTo("2 = 12 available (WH1 8, WH2 4) - 2 safety stock in kits of 4 MUG");
        write("update sku set sharing = 'PARTITIONED' where sku_id = " + skuId);
        assertThat(sentence("SET-S"))
                .isEqualTo("0 = 12 available (WH1 8, WH2 4) - 2 safety stock, MUG is partitioned in kits of 4 MUG");
    }

    @Test
    void safetyStockIsSizedByHowFastOthersSell() {
        sells(bazaar, 1440);
        inForce(new Rule(1, Scope.SELLER, held(new SafetyStock.Risk(100))));
        assertThat(told()).isEqualTo("MUG-S 8, MUG-B 12");
        assertThat(sentence("MUG-S"))
                .isEqualTo("8 = 12 available (WH1 8, WH2 4)"
                        + " - 4 safety stock (risk 1 %: others sell 1440.00 a day, 1.00 before it is seen)");
    }

    @Test
    void aNumberIsExplainedNowAndAsItWasSent() {
        told();
        inForce(new Rule(1, Scope.channel(bazaar), cap(5)));
        List<Claim> claims = publishing.claim(sellerId, bazaar, 10, 10).updates();
        Explanation before =
                explaining.at(sellerId, listing("MUG-B"), NOW.minusSeconds(1)).orElseThrow();
        assertThat(before.sent()).isEmpty();
        assertThat(before.number()).isEmpty();
        claims.forEach(claim -> publishing.settle(sellerId, claim, new Outcome.Pending("feed-17")));
        Explanation now = explaining.now(sellerId, listing("MUG-B")).orElseThrow();
        assertThat(now.position()).isEqualTo(2);
        assertThat(now.listing().state()).isEqualTo("ACCEPTED");
        Explaining.Sent sent = now.sent().orElseThrow();
        assertThat(sent.number().sentence() + " by version " + sent.number().rules() + " at " + sent.at()
                        + ", position " + sent.position())
                .isEqualTo("5 = 12 available (WH1 8, WH2 4), cap 5 by version 1 at " + NOW + ", position 2");
        assertThat(now.number().orElseThrow()).isEqualTo(sent.number());
        assertThat(now.answers()).containsExactly(new Answer(NOW, "PENDING", Optional.empty(), "feed-17"));
        assertThat(explaining.now(sellerId, 1)).isEmpty();
    }

    @Test
    void whatWasNotSentIsNotTakenForWhatItWasTold() {
        told();
        inForce(new Rule(1, Scope.channel(bazaar), cap(5)));
        publishing
                .claim(sellerId, bazaar, 10, 10)
                .updates()
                .forEach(claim -> publishing.settle(
                        sellerId, claim, new Outcome.NotSent(Duration.ofMinutes(1), "no budget is left")));
        Explanation now = explaining.now(sellerId, listing("MUG-B")).orElseThrow();
        assertThat(now.number().orElseThrow().quantity()).isEqualTo(5);
        assertThat(now.sent().orElseThrow().number().quantity()).isEqualTo(12);
        assertThat(now.answers()).extracting(Answer::outcome).containsExactly("DONE", "NOT_SENT");
        Explanation then = explaining.at(sellerId, listing("MUG-B"), NOW).orElseThrow();
        assertThat(then.sent()).isEqualTo(now.sent());
    }

    private void kit() {
        SkuProfile plain = SkuProfile.plain("SET", "Set", Skus.Sharing.POOL, 0);
        new Skus(database, clock, ids).create(sellerId, plain.of(SkuProfile.Kind.KIT), Optional.empty());
        new Kits(database, clock).put(sellerId, new Kits.Kit("SET", Map.of("MUG", 4)));
    }

    private long listing(String channelSku) {
        long account = channelSku.endsWith("S") ? shop : bazaar;
        return listings.find(sellerId, account, channelSku).orElseThrow().listingId();
    }

    private String sentence(String channelSku) {
        return explaining
                .now(sellerId, listing(channelSku))
                .flatMap(Explanation::number)
                .orElseThrow()
                .sentence();
    }

    /** From the supplier of WH2, and changed nothing. */
    private void listCame(int feed, Instant at) {
        write("""
                insert into feed_run (seller_id, feed_id, account_id, location_id, mode, sha256, file_name, state, received_at)
                values (%d, %d, 1, %d, 'DELTA', '', '', 'APPLIED', '%s')
                """.formatted(sellerId, feed, wh2, at));
    }

    @Test
    void numbersChangeAsTimePassesThoughNothingMoves() {
        write("update location set kind = 'SUPPLIER' where location_id = " + wh2);
        listCame(1, NOW);
        Settings aged = settings(Optional.empty(), Optional.of(new Decay(4, 24, 100)), Optional.empty(), false);
        inForce(new Rule(1, Scope.SELLER, aged));
        told();
        clock.now = NOW.plus(Duration.ofHours(14));
        assertThat(told()).isEmpty();
        assertThat(passing.age(sellerId)).isTrue();
        assertThat(told()).isEqualTo("MUG-S 10, MUG-B 10");
        listCame(2, clock.now);
        passing.age(sellerId);
        assertThat(told()).isEqualTo("MUG-S 12, MUG-B 12");
        clock.now = NOW.plus(Duration.ofHours(15));
        assertThat(passing.age(sellerId)).isFalse();
    }

    @Test
    void numbersChangeAsSalesBecomeFaster() {
        inForce(new Rule(1, Scope.SELLER, cap(20)));
        assertThat(passing.sell(sellerId)).isFalse();
        inForce(new Rule(1, Scope.SELLER, held(new SafetyStock.DaysOfCover(2))));
        told();
        sells(bazaar, 3);
        assertThat(told()).isEmpty();
        assertThat(passing.sell(sellerId)).isTrue();
        assertThat(told()).isEqualTo("MUG-S 6, MUG-B 6");
    }

    private void sells(long account, int perDay) {
        write("insert into sku_velocity (seller_id, sku_id, account_id, per_day, variance_per_day, days, as_of)"
                + " select %d, %d, %d, %d, %d, 90, timestamptz '2026-03-01T00:00:00Z'"
                        .formatted(sellerId, skuId, account, perDay, perDay));
    }

    @Test
    void whatHasComeForThoseWhoWaitIsCountedOffOnce() {
        write("insert into backorder_rule (seller_id, sku_id, kind, beyond, lead_days, claimed)"
                + " values (%d, %d, 'BACKORDER', 5, 9, 2)".formatted(sellerId, skuId));
        assertThat(told()).isEqualTo("MUG-S 10, MUG-B 10");
        assertThat(sentence("MUG-S")).isEqualTo("10 = 12 available (WH1 8, WH2 4) - 2 for those who wait for them");
    }
}
