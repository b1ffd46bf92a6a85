package penstock.core.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import penstock.core.book.ProductionEvent;
import penstock.core.book.ProductionOrder;
import penstock.core.book.ProductionOrder.Material;
import penstock.core.book.ProductionStage;
import penstock.core.book.Productions;
import penstock.core.book.ServiceOrder;
import penstock.core.store.Columns;

/** Writes production orders with what was done about them, and services of equipment. One thread. */
final class ProductionWriter {

    private final Writes writes;
    private final long sellerId;
    private final long position;
    private final Instant now;

    /** @param position that the ledger has after the batch */
    ProductionWriter(Writes writes, long position, Instant now) {
        this.writes = writes;
        this.sellerId = writes.sellerId();
        this.position = position;
        this.now = now;
    }

    /** Something that belongs to an order. */
    private record Of<T>(ProductionOrder order, T part) {
        static <T> List<Of<T>> all(List<ProductionOrder> orders, Function<ProductionOrder, List<T>> parts) {
            return orders.stream()
                    .flatMap(order -> parts.apply(order).stream().map(part -> new Of<>(order, part)))
                    .toList();
        }

        long productionId() {
            return order.productionId();
        }
    }

    void write(Productions.Changed changed) {
        write(changed.orders().inserts());
        write(changed.orders().updates());
        insertOutputs(Of.all(changed.orders().inserts(), ProductionOrder::outputs));
        insertEvents(changed.events());
        insertServices(changed.services());
    }

    private void write(List<ProductionOrder> orders) {
        writeOrders(orders);
        writeStages(Of.all(orders, ProductionOrder::stages));
        writeMaterials(Of.all(orders, ProductionOrder::materials));
    }

    private void writeOrders(List<ProductionOrder> orders) {
        writes.all(
                orders,
                """
                insert into production_order as o
                       (seller_id, production_id, number, content_hash, purpose, sku_id, location_id, bom_version, batch,
                        planned, due_on, issuing, inspected, state, good, scrapped, awaiting, created_at, released_at,
                        started_at, ended_at, revision, changed_at)
                select s.seller_id, u.production_id, u.number, u.content_hash, u.purpose, u.sku_id, u.location_id,
                       u.bom_version, u.batch, u.planned, u.due_on::date, u.issuing, u.inspected = 1, u.state, u.good,
                       u.scrapped, u.awaiting, u.created_at, u.released_at, u.started_at, u.ended_at, 1, ?
                  from seller s,
                       unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::int[],
                              ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::int[], ?::int[], ?::int[], ?::timestamptz[],
                              ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                           as u (production_id, number, content_hash, purpose, sku_id, location_id, bom_version, batch,
                                 planned, due_on, issuing, inspected, state, good, scrapped, awaiting, created_at,
                                 released_at, started_at, ended_at)
                 where s.seller_id = ?
                on conflict (seller_id, production_id)
                do update set state = excluded.state, good = excluded.good, scrapped = excluded.scrapped,
                              awaiting = excluded.awaiting, released_at = excluded.released_at, started_at = excluded.started_at,
                              ended_at = excluded.ended_at, revision = o.revision + 1, changed_at = excluded.changed_at
                """,
                heads(Columns.of(orders).value(position))
                        .texts(order -> order.state().name())
                        .ints(ProductionOrder::good)
                        .ints(ProductionOrder::scrapped)
                        .ints(ProductionOrder::awaiting)
                        .instants(order -> order.times().createdAt())
                        .instants(order -> order.times().releasedAt().orElse(null))
                        .instants(order -> order.times().startedAt().orElse(null))
                        .instants(order -> order.times().endedAt().orElse(null))
                        .then(sellerId));
    }

    private static Columns<ProductionOrder> heads(Columns<ProductionOrder> columns) {
        return columns.longs(ProductionOrder::productionId)
                .texts(order -> order.head().number())
                .bytes(order -> order.head().contentHash())
                .texts(order -> order.head().purpose().name())
                .longs(order -> order.head().skuId())
                .longs(order -> order.head().locationId())
                .ints(order -> order.head().bomVersion())
                .ints(order -> order.head().batch())
                .ints(order -> order.head().planned())
                .texts(order -> order.head().dueOn().toString())
                .texts(order -> order.head().issuing().name())
                .ints(order -> order.head().inspected() ? 1 : 0);
    }

    private void writeStages(List<Of<ProductionStage>> stages) {
        writes.all(
                stages,
                """
                insert into production_stage
                       (seller_id, production_id, stage_no, name, work_centre, setup_seconds, run_seconds, cost_per_hour,
                        state, waiting_since, started_at, finished_at, good, scrapped, worked_seconds, conversion)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::text[],
                              ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[], ?::bigint[],
                              ?::bigint[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, production_id, stage_no)
                do update set state = excluded.state, waiting_since = excluded.waiting_since,
                              started_at = excluded.started_at, finished_at = excluded.finished_at, good = excluded.good,
                              scrapped = excluded.scrapped, worked_seconds = excluded.worked_seconds,
                              conversion = excluded.conversion
                """,
                Columns.of(stages)
                        .longs(Of::productionId)
                        .ints(of -> of.part().stageNo())
                        .texts(of -> of.part().plan().name())
                        .texts(of -> of.part().plan().workCentre())
                        .ints(of -> of.part().plan().setupSeconds())
                        .ints(of -> of.part().plan().runSeconds())
                        .longs(of -> of.part().plan().costPerHour())
                        .texts(of -> of.part().state().name())
                        .instants(of -> of.part().progress().waitingSince().orElse(null))
                        .instants(of -> of.part().progress().startedAt().orElse(null))
                        .instants(of -> of.part().progress().finishedAt().orElse(null))
                        .ints(of -> of.part().good())
                        .ints(of -> of.part().scrapped())
                        .longs(of -> of.part().progress().workedSeconds())
                        .longs(of -> of.part().progress().conversion())
                        .then(sellerId));
    }

    private void writeMaterials(List<Of<Material>> materials) {
        writes.all(
                materials,
                """
                insert into production_material
                       (seller_id, production_id, sku_id, consumable, per_batch, issued, returned)
                select s.seller_id, u.production_id, u.sku_id, u.consumable = 1, u.per_batch, u.issued, u.returned
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::int[])
                           as u (production_id, sku_id, consumable, per_batch, issued, returned)
                 where s.seller_id = ?
                on conflict (seller_id, production_id, sku_id)
                do update set issued = excluded.issued, returned = excluded.returned
                """,
                Columns.of(materials)
                        .longs(Of::productionId)
                        .longs(of -> of.part().skuId())
                        .ints(of -> of.part().consumable() ? 1 : 0)
                        .longs(of -> of.part().perBatch())
                        .ints(of -> of.part().issued())
                        .ints(of -> of.part().returned())
                        .then(sellerId));
    }

    private void insertOutputs(List<Of<ProductionOrder.Output>> outputs) {
        writes.all(
                outputs,
                """
                insert into production_output (seller_id, production_id, sku_id, units, weight)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(outputs)
                        .longs(Of::productionId)
                        .longs(of -> of.part().skuId())
                        .ints(of -> of.part().units())
                        .longs(of -> of.part().weight())
                        .then(sellerId));
    }

    private void insertEvents(List<ProductionEvent> events) {
        writes.all(
                events,
                """
                insert into production_event (seller_id, event_id, production_id, caller_id, content_hash, kind, stage_no,
                                              good, scrapped, seconds, reason, happened_at)
                select s.seller_id, u.*, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::int[], ?::int[], ?::int[],
                              ?::bigint[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(events)
                        .value(now)
                        .longs(ProductionEvent::eventId)
                        .longs(ProductionEvent::productionId)
                        .texts(ProductionEvent::callerId)
                        .bytes(ProductionEvent::contentHash)
                        .texts(event -> event.kind().name())
                        .ints(ProductionEvent::stageNo)
                        .ints(ProductionEvent::good)
                        .ints(ProductionEvent::scrapped)
                        .longs(ProductionEvent::seconds)
                        .texts(ProductionEvent::reason)
                        .then(sellerId));
        record Line(long eventId, ProductionEvent.Line line) {}
        List<Line> lines = events.stream()
                .flatMap(event -> event.lines().stream().map(line -> new Line(event.eventId(), line)))
                .toList();
        writes.all(
                lines,
                """
                insert into production_event_line (seller_id, event_id, sku_id, flow, units)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::text[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(Line::eventId)
                        .longs(of -> of.line().skuId())
                        .texts(of -> of.line().flow().name())
                        .ints(of -> of.line().units())
                        .then(sellerId));
    }

    private void insertServices(List<ServiceOrder> services) {
        writes.all(
                services,
                """
                insert into service_order (seller_id, service_id, number, content_hash, equipment, serviced_on, run_hours,
                                           note, created_at)
                select s.seller_id, u.service_id, u.number, u.content_hash, u.equipment, u.serviced_on::date, u.run_hours,
                       u.note, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::int[], ?::text[])
                           as u (service_id, number, content_hash, equipment, serviced_on, run_hours, note)
                 where s.seller_id = ?
                """,
                Columns.of(services)
                        .value(now)
                        .longs(ServiceOrder::serviceId)
                        .texts(ServiceOrder::number)
                        .bytes(ServiceOrder::contentHash)
                        .texts(ServiceOrder::equipment)
                        .texts(service -> service.servicedOn().toString())
                        .ints(ServiceOrder::runHours)
                        .texts(ServiceOrder::note)
                        .then(sellerId));
        record Line(long serviceId, ServiceOrder.Line line) {}
        List<Line> lines = services.stream()
                .flatMap(service -> service.lines().stream().map(line -> new Line(service.serviceId(), line)))
                .toList();
        writes.all(
                lines,
                """
                insert into service_order_line (seller_id, service_id, sku_id, units)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(Line::serviceId)
                        .longs(of -> of.line().skuId())
                        .ints(of -> of.line().units())
                        .then(sellerId));
        noteServices(services);
    }

    /** A service that is told late takes nothing back. */
    private void noteServices(List<ServiceOrder> services) {
        writes.changed(
                services,
                """
                update equipment e
                   set serviced_on = greatest(e.serviced_on, u.serviced_on),
                       serviced_at_hours = greatest(e.serviced_at_hours, u.run_hours),
                       run_hours = greatest(e.run_hours, u.run_hours)
                  from (select code, max(serviced_on::date) as serviced_on, max(run_hours) as run_hours
                          from unnest(?::text[], ?::text[], ?::int[]) as t (code, serviced_on, run_hours)
                         group by code) as u
                 where e.seller_id = ? and e.code = u.code
                """,
                Columns.of(services)
                        .texts(ServiceOrder::equipment)
                        .texts(service -> service.servicedOn().toString())
                        .ints(ServiceOrder::runHours)
                        .then(sellerId));
    }
}
