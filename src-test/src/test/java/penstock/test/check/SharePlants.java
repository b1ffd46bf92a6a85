package penstock.test.check;

import static penstock.core.check.Invariant.SHARES_FIT_INTO_STOCK;

import java.util.stream.Stream;

/** What can go wrong with the shares of a partitioned SKU, in SQL. */
final class SharePlants {

    private SharePlants() {}

    static Stream<Plant> all() {
        return Stream.of(
                Plant.of(SHARES_FIT_INTO_STOCK, "a share too large", "channels may still sell", """
                        update publication p set exposure = exposure + 1000
                          from sku s
                         where p.seller_id = :seller and s.seller_id = :seller and s.sku_id = p.sku_id and s.code = 'SKU-P'
                        """),
                Plant.of(
                        SHARES_FIT_INTO_STOCK,
                        "a share larger than a loss explains",
                        "were lost or oversold",
                        """
                        %s;
                        update publication p set exposure = exposure + 1000
                          from sku s
                         where p.seller_id = :seller and s.seller_id = :seller and s.sku_id = p.sku_id and s.code = 'SKU-P'
                        """.formatted(lossOutside().sql())),
                Plant.of(
                        SHARES_FIT_INTO_STOCK,
                        "a share raised though a loss is not made up for",
                        "more than that can explain",
                        "%s; %s".formatted(lossOutside().sql(), raisedNow())),
                Plant.of(
                        SHARES_FIT_INTO_STOCK,
                        "a share raised after a loss that was made up for",
                        "more than that can explain",
                        "%s; %s; %s".formatted(lossOutside().sql(), foundAgain(), raisedNow())));
    }

    /** What a loss took of the partitioned SKU comes back. */
    private static String foundAgain() {
        return """
                with moved as (
                    update seller set head = head + 1 where seller_id = :seller returning head),
                lost as (
                    select g.seller_id, g.sku_id, g.from_location, g.quantity from posting g
                     where g.seller_id = :seller and g.cause = 'FEED' and g.to_condition = 'adjustment'),
                posted as (
                    insert into posting
                    select l.seller_id, m.head, l.sku_id, 0, 'adjustment', l.from_location, 'available', l.quantity, 'FEED', 2,
                           :now
                      from lost l cross join moved m)
                update balance b set available = b.available + l.quantity from lost l
                 where b.seller_id = l.seller_id and b.sku_id = l.sku_id and b.location_id = l.from_location
                """;
    }

    /** One listing of the partitioned SKU may sell ten units more, from now on. */
    private static String raisedNow() {
        return """
                update publication p set exposure = exposure + 10, exposed_from = r.head
                  from seller r
                 where p.seller_id = :seller and r.seller_id = :seller
                   and p.listing_id = (select max(l.listing_id) from listing l join sku s on s.sku_id = l.sku_id
                                        where l.seller_id = :seller and s.seller_id = :seller and s.code = 'SKU-P')
                """;
    }

    /** Units of a partitioned SKU vanish, after its channels were told that they may sell them. */
    static Plant lossOutside() {
        return Plant.of(SHARES_FIT_INTO_STOCK, "a loss", "", """
                with moved as (
                    update seller set head = head + 1 where seller_id = :seller returning head),
                gone as (
                    select b.seller_id, b.sku_id, b.location_id, b.available
                      from balance b join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
                     where b.seller_id = :seller and s.code = 'SKU-P' and b.available > 0),
                posted as (
                    insert into posting
                    select g.seller_id, m.head, g.sku_id, g.location_id, 'available', 0, 'adjustment', g.available, 'FEED', 1,
                           :now
                      from gone g cross join moved m)
                update balance b set available = 0 from gone g
                 where b.seller_id = g.seller_id and b.sku_id = g.sku_id and b.location_id = g.location_id
                """);
    }
}
