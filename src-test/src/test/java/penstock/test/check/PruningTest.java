package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.core.check.Invariant.SHARES_FIT_INTO_STOCK;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Findings.Finding;
import penstock.core.check.Findings.Verdict;
import penstock.core.check.Scope;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.publication.Pruning;
import penstock.core.publication.Pruning.Pruned;
import penstock.core.store.Database;

/** What was sent long ago is forgotten, and whatever goes wrong afterwards is judged as if it were not. */
class PruningTest {

    private final SampleSeller seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
    private final PretendChannels channels = new PretendChannels(seller, new Random(1));
    private final Pruning pruning = new Pruning(new Database(BehindTheApp.ownerLogin()), seller.clock);
    private int orders;

    @BeforeEach
    void sellForHalfAYear() {
        for (int month = 1; month <= 6; month++) {
            receive(10);
            sell(1);
            seller.clock.move(Pruning.KEPT.dividedBy(3));
        }
        receive(10);
    }

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    void anAttemptThatIsOldAndOvertakenGoesWithWhatItAllowed() {
        long attempts = count("publication_attempt");
        long exposures = count("exposure");
        long answers = count("publication_outcome");
        Pruned pruned = pruning.prune(seller.sellerId);
        assertThat(count("publication_outcome")).isBetween(1L, answers - 1);
        assertThat(pruned.attempts()).isPositive();
        assertThat(pruned.exposures()).isPositive();
        assertThat(count("publication_attempt")).isEqualTo(attempts - pruned.attempts());
        assertThat(count("exposure")).isEqualTo(exposures - pruned.exposures());
        assertThat(seller.list("""
                        select l.listing_id from listing l join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                         where l.seller_id = :seller and s.code = 'SKU-P'
                           and not exists (select from exposure e where e.seller_id = :seller and e.listing_id = l.listing_id)
                        """, row -> row.getLong("listing_id")))
                .as("listings of which nothing is known any more")
                .isEmpty();
        assertThat(pruning.prune(seller.sellerId)).as("a second time").isEqualTo(new Pruned(0, 0));
        Findings findings = Check.asChecker(BehindTheApp.checkerLogin(), seller.clock())
                .run(Scope.everything().of(seller.sellerId));
        assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
    }

    @Test
    void whatIsNotOldStays() {
        String young = "publication_attempt where seller_id = :seller and sent_at >= '%s'"
                .formatted(seller.clock.instant().minus(Pruning.KEPT));
        long before = count(young);
        assertThat(before).isPositive();
        assertThat(pruning.prune(seller.sellerId).attempts()).isPositive();
        assertThat(count(young)).isEqualTo(before);
    }

    @Test
    void whatChannelsWereAllowedStaysUntilItFits() {
        long exposures = count("exposure");
        lose();
        assertThat(pruning.prune(seller.sellerId).exposures()).isZero();
        assertThat(count("exposure")).isEqualTo(exposures);
    }

    /** As a check, which looks at no place that nobody is served from. */
    @Test
    void whatIsAtAPlaceNobodyIsServedFromFitsNothing() {
        long exposures = count("exposure");
        moveTo(Locations.Kind.VIRTUAL);
        assertThat(pruning.prune(seller.sellerId).exposures()).isZero();
        assertThat(count("exposure")).isEqualTo(exposures);
        Finding shares = Check.asChecker(BehindTheApp.checkerLogin(), seller.clock())
                .run(Scope.everything().of(seller.sellerId))
                .about(SHARES_FIT_INTO_STOCK);
        assertThat(shares.verdict()).as("%s", shares).isEqualTo(Verdict.HOLDS);
        assertThat(shares.excused())
                .singleElement()
                .satisfies(example -> assertThat(example.wrong()).doesNotContain(": 0 were lost"));
    }

    /** All units of the partitioned SKU leave the places that it is served from. */
    private void moveTo(Locations.Kind kind) {
        long place = new Locations(seller.database, seller.clock(), seller.ids)
                .create(seller.sellerId, "AWAY", "A", kind, Locations.ShipsBy.SELLER, Optional.empty(), 3)
                .locationId();
        try (Connection connection = BehindTheApp.superuser()) {
            BehindTheApp.execute(connection, sql(SharePlants.lossOutside()));
            BehindTheApp.execute(connection, """
                    insert into balance (seller_id, sku_id, location_id, available, changed_at)
                    select g.seller_id, g.sku_id, %1$d, g.quantity, g.position from posting g
                     where g.seller_id = %2$d and g.cause = 'FEED' and g.to_condition = 'adjustment';
                    update posting set to_location = %1$d, to_condition = 'available'
                     where seller_id = %2$d and cause = 'FEED' and to_condition = 'adjustment'
                    """.formatted(place, seller.sellerId));
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whateverGoesWrongAfterwardsIsJudgedTheSame() throws SQLException {
        List<Plant> plants = Stream.concat(Stream.of(SharePlants.lossOutside()), SharePlants.all())
                .toList();
        List<Finding> before = new ArrayList<>();
        for (Plant plant : plants) {
            before.add(after(plant));
        }
        assertThat(before.get(0).excused()).hasSize(1);
        assertThat(before.stream().filter(finding -> finding.verdict() == Verdict.BROKEN))
                .hasSizeGreaterThan(2);
        assertThat(pruning.prune(seller.sellerId).exposures()).isPositive();
        for (int i = 0; i < plants.size(); i++) {
            Finding now = after(plants.get(i));
            assertThat(now.verdict())
                    .as("%s", plants.get(i))
                    .isEqualTo(before.get(i).verdict());
            assertThat(now.excused())
                    .as("%s", plants.get(i))
                    .isEqualTo(before.get(i).excused());
        }
    }

    @Test
    void aRaiseBeforeALossThatIsNotMadeUpForIsStillSeenWhenTheLossIsOld() throws SQLException {
        Plant raised = SharePlants.all().toList().get(2);
        try (Connection connection = BehindTheApp.superuser()) {
            BehindTheApp.execute(connection, sql(raised));
            connection.commit();
        }
        seller.clock.move(Pruning.KEPT.multipliedBy(2));
        assertThat(pruning.prune(seller.sellerId).exposures()).isZero();
        Findings findings = Check.asChecker(BehindTheApp.checkerLogin(), seller.clock())
                .run(Scope.everything().of(seller.sellerId));
        assertThat(findings.about(SHARES_FIT_INTO_STOCK).verdict()).isEqualTo(Verdict.BROKEN);
    }

    private Finding after(Plant plant) throws SQLException {
        try (Connection connection = BehindTheApp.superuser()) {
            try {
                BehindTheApp.execute(connection, sql(plant));
                return Check.examine(connection, Scope.everything().of(seller.sellerId), seller.clock())
                        .about(SHARES_FIT_INTO_STOCK);
            } finally {
                connection.rollback();
            }
        }
    }

    private String sql(Plant plant) {
        return plant.sql().replace(":seller", "" + seller.sellerId).replace(":now", "'" + seller.clock.instant() + "'");
    }

    private void receive(int units) {
        seller.decide(
                new MoveStock("r" + orders++, MoveStock.Kind.RECEIVE, seller.at(seller.warehouse, "SKU-P"), units));
        channels.settle();
    }

    private void sell(int units) {
        channels.sold(seller.market, "SKU-P", units);
        OrderSnapshot snapshot = new OrderSnapshot(
                "S" + orders++,
                1,
                OrderPhase.CONFIRMED,
                seller.clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", "SKU-P", units, 0)));
        seller.decide(new ApplyOrder(seller.market, snapshot, 0, false));
        channels.settle();
        seller.clock.move(Duration.ofMinutes(1));
    }

    private void lose() {
        try (Connection connection = BehindTheApp.superuser()) {
            BehindTheApp.execute(connection, sql(SharePlants.lossOutside()));
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long count(String what) {
        String where = what.contains(" where ") ? "" : " where seller_id = :seller";
        return seller.list("select count(*) as n from " + what + where, row -> row.getLong("n"))
                .get(0);
    }
}
