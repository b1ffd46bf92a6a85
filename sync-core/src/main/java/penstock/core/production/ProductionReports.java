package penstock.core.production;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.store.Database;
import penstock.core.store.Transaction.Row;

/** Where work piles up, what is late, what is lacking and what is spoilt. Any thread. */
public final class ProductionReports {

    private final Database database;

    public ProductionReports(Database database) {
        this.database = database;
    }

    /**
     * What lies before a work centre.
     *
     * @param waiting stages that could start
     * @param waitingSeconds work that could be done now: of stages that wait or run, the units that have come to them
     * @param plannedSeconds all work that is left, what is still to come included
     * @param oldestSince since when the first of those that wait has waited
     */
    public record Load(
            String workCentre,
            String name,
            int minutesADay,
            int waiting,
            int running,
            long waitingSeconds,
            long plannedSeconds,
            Optional<Instant> oldestSince) {

        /** Days that the work that is left takes at its capacity, in hundredths, rounded up. */
        public long hundredthsOfDays() {
            long capacity = minutesADay * 60L;
            return (plannedSeconds * 100 + capacity - 1) / capacity;
        }
    }

    /**
     * Loads by work centre, those with the most days of work before them first, after so many of them. A stage has left to do
     * what of its input was not reported, and its setup if nobody has worked on it.
     */
    public List<Load> bottlenecks(long sellerId, int offset, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        with open_stage as (
                            select g.*, case when g.worked_seconds = 0 then g.setup_seconds else 0 end as setup,
                                   greatest(o.planned - o.scrapped - g.good, 0) as units_left,
                                   case when g.stage_no = 1 then o.planned else p.good end - g.good - g.scrapped as units_here
                              from production_order o
                              join production_stage g on g.seller_id = o.seller_id and g.production_id = o.production_id
                              left join production_stage p on p.seller_id = g.seller_id
                               and p.production_id = g.production_id and p.stage_no = g.stage_no - 1
                             where o.seller_id = ? and o.state in ('RELEASED', 'IN_PROGRESS')
                               and g.state in ('TO_COME', 'WAITING', 'RUNNING'))
                        select w.code, w.name, w.minutes_a_day,
                               count(*) filter (where g.state = 'WAITING') as waiting,
                               count(*) filter (where g.state = 'RUNNING') as running,
                               coalesce(sum(g.setup + g.run_seconds::bigint * g.units_here)
                                        filter (where g.state in ('WAITING', 'RUNNING')), 0)::bigint as waiting_seconds,
                               coalesce(sum(g.setup + g.run_seconds::bigint * g.units_left), 0)::bigint as planned_seconds,
                               min(g.waiting_since) filter (where g.state = 'WAITING') as oldest
                          from work_centre w
                          left join open_stage g on g.seller_id = w.seller_id and g.work_centre = w.code
                         where w.seller_id = ?
                         group by w.code, w.name, w.minutes_a_day
                         order by coalesce(sum(g.setup + g.run_seconds::bigint * g.units_left), 0) / w.minutes_a_day desc, w.code
                        offset ? limit ?
                        """,
                        row -> new Load(
                                row.getText("code"),
                                row.getText("name"),
                                row.getInt("minutes_a_day"),
                                row.getInt("waiting"),
                                row.getInt("running"),
                                row.getLong("waiting_seconds"),
                                row.getLong("planned_seconds"),
                                row.findInstant("oldest")),
                        sellerId,
                        sellerId,
                        offset,
                        limit));
    }

    /**
     * A stage that could start or goes on.
     *
     * @param units that have come to it and are not reported
     */
    public record Queued(
            String number,
            String sku,
            int stageNo,
            String stage,
            String workCentre,
            String state,
            Instant since,
            int units,
            LocalDate dueOn) {}

    /** What waits before or runs at a work centre, that which waits longest first, after so many of them. */
    public List<Queued> queue(long sellerId, String workCentre, int offset, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select o.number, s.code as sku, g.stage_no, g.name, g.work_centre, g.state, g.waiting_since, o.due_on,
                               case when g.stage_no = 1 then o.planned else p.good end - g.good - g.scrapped as units
                          from production_stage g
                          join production_order o on o.seller_id = g.seller_id and o.production_id = g.production_id
                          join sku s on s.seller_id = o.seller_id and s.sku_id = o.sku_id
                          left join production_stage p on p.seller_id = g.seller_id
                           and p.production_id = g.production_id and p.stage_no = g.stage_no - 1
                         where g.seller_id = ? and g.work_centre = ? and g.state in ('WAITING', 'RUNNING')
                         order by g.waiting_since, g.production_id, g.stage_no
                        offset ? limit ?
                        """,
                        row -> new Queued(
                                row.getText("number"),
                                row.getText("sku"),
                                row.getInt("stage_no"),
                                row.getText("name"),
                                row.getText("work_centre"),
                                row.getText("state"),
                                row.getInstant("waiting_since"),
                                row.getInt("units"),
                                LocalDate.parse(row.getText("due_on"))),
                        sellerId,
                        workCentre,
                        offset,
                        limit));
    }

    /** An order that should have ended before a day. */
    public record Overdue(
            String number, String sku, String state, LocalDate dueOn, int planned, int good, int scrapped, long key) {}

    /** Orders due before a day that have not ended, the oldest due first, after one. */
    public List<Overdue> overdue(long sellerId, LocalDate day, LocalDate afterDue, long afterKey, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select o.*, s.code
                          from production_order o
                          join sku s on s.seller_id = o.seller_id and s.sku_id = o.sku_id
                         where o.seller_id = ? and o.state in ('PLANNED', 'RELEASED', 'IN_PROGRESS') and o.due_on < ?::date
                           and (o.due_on, o.production_id) > (?::date, ?)
                         order by o.due_on, o.production_id
                         limit ?
                        """,
                        row -> new Overdue(
                                row.getText("number"),
                                row.getText("code"),
                                row.getText("state"),
                                LocalDate.parse(row.getText("due_on")),
                                row.getInt("planned"),
                                row.getInt("good"),
                                row.getInt("scrapped"),
                                row.getLong("production_id")),
                        sellerId,
                        day.toString(),
                        afterDue.toString(),
                        afterKey,
                        limit));
    }

    /**
     * A material of which open orders at a location need more than is there.
     *
     * @param needed by all of them, what is out with them taken off
     * @param orders that need it
     * @param firstDue when the first of these is due
     */
    public record Shortage(String sku, String location, long needed, int available, int orders, LocalDate firstDue) {

        public long lacking() {
            return needed - available;
        }
    }

    /** Shortages by SKU and location, after a SKU. */
    public List<Shortage> shortages(long sellerId, String afterSku, int limit) {
        return shortages(sellerId, "", afterSku, limit);
    }

    /** The same of one order's materials, as if it were the only order. */
    public List<Shortage> shortagesOf(long sellerId, String number) {
        return shortages(sellerId, number, "", Integer.MAX_VALUE);
    }

    private List<Shortage> shortages(long sellerId, String number, String afterSku, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, l.code as location, n.needed, coalesce(b.available, 0) as available, n.orders, n.first_due
                          from (select o.location_id, m.sku_id, count(*) as orders, min(o.due_on) as first_due,
                                       sum(ceil(o.planned::numeric * m.per_batch / (o.batch::numeric * 10000))
                                           - (m.issued - m.returned))::bigint as needed
                                  from production_order o
                                  join production_material m
                                    on m.seller_id = o.seller_id and m.production_id = o.production_id
                                 where o.seller_id = ? and o.state in ('PLANNED', 'RELEASED', 'IN_PROGRESS')
                                   and (? = '' or o.number = ?)
                                   and ceil(o.planned::numeric * m.per_batch / (o.batch::numeric * 10000))
                                       > m.issued - m.returned
                                 group by o.location_id, m.sku_id) as n
                          join sku s on s.seller_id = ? and s.sku_id = n.sku_id
                          join location l on l.seller_id = ? and l.location_id = n.location_id
                          left join balance b
                            on b.seller_id = ? and b.sku_id = n.sku_id and b.location_id = n.location_id
                         where n.needed > coalesce(b.available, 0) and s.code > ?
                         order by s.code, l.code
                         limit ?
                        """,
                        row -> new Shortage(
                                row.getText("code"),
                                row.getText("location"),
                                row.getLong("needed"),
                                row.getInt("available"),
                                row.getInt("orders"),
                                LocalDate.parse(row.getText("first_due"))),
                        sellerId,
                        number,
                        number,
                        sellerId,
                        sellerId,
                        sellerId,
                        afterSku,
                        limit));
    }

    /** Units of a SKU that were spoilt for a reason, and the sound units of the same reports and days. */
    public record Scrap(String sku, String reason, long scrapped, long reports) {}

    /** Scrap between two days, both included, by SKU and reason, the most first, after so many of them. */
    public List<Scrap> scrap(long sellerId, LocalDate from, LocalDate to, int offset, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code, e.reason, sum(e.scrapped)::bigint as scrapped, count(*) as reports
                          from production_event e
                          join production_order o on o.seller_id = e.seller_id and o.production_id = e.production_id
                          join sku s on s.seller_id = o.seller_id and s.sku_id = o.sku_id
                         where e.seller_id = ? and e.kind = 'REPORT' and e.scrapped > 0
                           and e.happened_at >= ?::date::timestamp at time zone 'UTC'
                           and e.happened_at < (?::date + 1)::timestamp at time zone 'UTC'
                         group by s.code, e.reason
                         order by sum(e.scrapped) desc, s.code, e.reason
                        offset ? limit ?
                        """, ProductionReports::scrap, sellerId, from.toString(), to.toString(), offset, limit));
    }

    private static Scrap scrap(Row row) throws SQLException {
        return new Scrap(row.getText("code"), row.getText("reason"), row.getLong("scrapped"), row.getLong("reports"));
    }
}
