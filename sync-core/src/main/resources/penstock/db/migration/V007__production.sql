-- How stock is made from stock, taken apart, and kept up: production orders, and the equipment they need.
-- Materials go to the outside account 'production' and what is made comes from there; what lies there is work in progress.

-- master tables ------------------------------------------------------------------------------------------------------

create table work_centre (
    seller_id         bigint not null,
    code              text not null,
    name              text not null,
    minutes_a_day     integer not null check (minutes_a_day between 1 and 14400),  -- ten machines round the clock
    labour_per_hour   bigint not null check (labour_per_hour >= 0),    -- minor units of the seller's currency
    overhead_per_hour bigint not null check (overhead_per_hour >= 0),
    primary key (seller_id, code)
);

-- Where a SKU is made, stage by stage. Orders take a copy.
create table routing_stage (
    seller_id     bigint not null,
    sku_id        bigint not null,
    stage_no      integer not null check (stage_no > 0),
    name          text not null,
    work_centre   text not null,
    setup_seconds integer not null check (setup_seconds >= 0),  -- once an order
    run_seconds   integer not null check (run_seconds >= 0),    -- a unit
    primary key (seller_id, sku_id, stage_no)
);
create index routing_stage_by_work_centre on routing_stage (seller_id, work_centre);

-- production orders --------------------------------------------------------------------------------------------------

create table production_order (
    seller_id     bigint not null,
    production_id bigint not null,
    number        text not null,
    content_hash  bytea not null,
    purpose       text not null check (purpose in ('MAKE', 'TAKE_APART')),
    sku_id        bigint not null,
    location_id   bigint not null,
    bom_version   integer not null check (bom_version > 0),
    batch         integer not null check (batch > 0),    -- units of a batch, as the bill of materials says
    planned       integer not null check (planned > 0),  -- units
    due_on        date not null,
    issuing       text not null check (issuing in ('AT_START', 'BACKFLUSH')),
    inspected     boolean not null,                      -- what is made goes to quality control first
    state         text not null check (state in ('PLANNED', 'RELEASED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
    good          integer not null check (good >= 0),
    scrapped      integer not null check (scrapped >= 0),
    awaiting      integer not null check (awaiting between 0 and good),  -- units that wait in quality control
    created_at    timestamptz not null,
    released_at   timestamptz,
    started_at    timestamptz,
    ended_at      timestamptz,
    revision      integer not null check (revision > 0), -- how often it was written
    changed_at    bigint not null,                       -- position of the ledger when it was written last
    rolled_up     integer not null default 0,            -- revision whose cost is in cost documents; 0: look again
    primary key (seller_id, production_id),
    unique (seller_id, number),
    constraint made_as_planned check (good + scrapped <= planned),
    check ((state in ('COMPLETED', 'CANCELLED')) = (ended_at is not null))
) with (fillfactor = 70);
create index production_order_open on production_order (seller_id, due_on, production_id)
    where state in ('PLANNED', 'RELEASED', 'IN_PROGRESS');
create index production_order_not_rolled_up on production_order (seller_id, production_id) where revision <> rolled_up;
create index production_order_by_sku on production_order (seller_id, sku_id, production_id);

create table production_stage (
    seller_id         bigint not null,
    production_id     bigint not null,
    stage_no          integer not null check (stage_no > 0),
    name              text not null,
    work_centre       text not null default '',  -- '' for none: it costs nothing and loads nobody
    setup_seconds     integer not null check (setup_seconds >= 0),
    run_seconds       integer not null check (run_seconds >= 0),
    cost_per_hour     bigint not null check (cost_per_hour >= 0),  -- labour and overhead when it was planned
    state             text not null check (state in ('TO_COME', 'WAITING', 'RUNNING', 'DONE')),
    waiting_since     timestamptz,
    started_at        timestamptz,
    finished_at       timestamptz,
    good              integer not null check (good >= 0),
    scrapped          integer not null check (scrapped >= 0),
    worked_seconds    bigint not null check (worked_seconds >= 0),
    conversion        bigint not null check (conversion >= 0),     -- what that cost, minor units
    primary key (seller_id, production_id, stage_no)
) with (fillfactor = 70);
create index production_stage_open on production_stage (seller_id, work_centre, waiting_since)
    where state in ('TO_COME', 'WAITING', 'RUNNING');

create table production_material (
    seller_id     bigint not null,
    production_id bigint not null,
    sku_id        bigint not null,
    consumable    boolean not null,
    per_batch     bigint not null check (per_batch >= 0),  -- ten-thousandths of a unit, planned scrap included; 0: not planned
    issued        integer not null check (issued >= 0),
    returned      integer not null check (returned between 0 and issued),
    primary key (seller_id, production_id, sku_id)
) with (fillfactor = 70);

-- What a thing was taken apart into, and how its cost was divided.
create table production_output (
    seller_id     bigint not null,
    production_id bigint not null,
    sku_id        bigint not null,
    units         integer not null check (units > 0),
    weight        bigint not null check (weight > 0),
    primary key (seller_id, production_id, sku_id)
);

-- What was done, once and for all; the caller's id makes a repeat a repeat.
create table production_event (
    seller_id     bigint not null,
    event_id      bigint not null,
    production_id bigint not null,
    caller_id     text not null,  -- '' where the order's number is its key
    content_hash  bytea not null,
    kind          text not null check (kind in ('PLAN', 'RELEASE', 'ISSUE', 'RETURN', 'START', 'REPORT', 'INSPECT',
                                                'COMPLETE', 'CANCEL', 'TAKE_APART')),
    stage_no      integer not null,
    good          integer not null check (good >= 0),
    scrapped      integer not null check (scrapped >= 0),
    seconds       bigint not null check (seconds >= 0),
    reason        text not null,
    happened_at   timestamptz not null,
    primary key (seller_id, event_id),
    unique (seller_id, production_id, caller_id)
);
create index production_event_by_order on production_event (seller_id, production_id, event_id);
create index production_event_scrap on production_event (seller_id, happened_at) where kind = 'REPORT';

create table production_event_line (
    seller_id bigint not null,
    event_id  bigint not null,
    sku_id    bigint not null,
    flow      text not null check (flow in ('ISSUED', 'RETURNED', 'YIELDED', 'PASSED', 'FAILED')),
    units     integer not null check (units > 0),
    primary key (seller_id, event_id, sku_id, flow)
);

-- What of an order's cost is in cost documents. Written by the roll-up, never by the engine.
create table production_cost (
    seller_id     bigint not null,
    production_id bigint not null,
    revision      integer not null,  -- of the order, when it was rolled up last
    roll_ups      integer not null,  -- how many changed something
    corrections   integer not null,  -- of these, how many since the order last changed itself
    absorbed      bigint not null check (absorbed >= 0),  -- labour and overhead
    lost          bigint not null check (lost >= 0),      -- of orders that made nothing
    primary key (seller_id, production_id)
) with (fillfactor = 70);

-- An order whose cost was refused when it was rolled up last; it is looked at again when it changes, or its materials' cost.
create table parked_production_cost (
    seller_id     bigint not null,
    production_id bigint not null,
    reason        text not null,
    detail        text not null,
    parked_at     timestamptz not null,
    primary key (seller_id, production_id)
);

-- Up to where documents and the journal were read for what materials cost later.
create table production_cost_cursor (
    seller_id   bigint primary key,
    position    bigint not null,
    document_no bigint not null
) with (fillfactor = 20);

-- equipment ----------------------------------------------------------------------------------------------------------

create table equipment (
    seller_id        bigint not null,
    code             text not null,
    name             text not null,
    location_id      bigint not null,
    work_centre      text not null default '',
    every_days       integer check (every_days > 0),
    every_run_hours  integer check (every_run_hours > 0),
    run_hours        integer not null check (run_hours >= 0),
    serviced_on      date,              -- last
    serviced_at_hours integer not null check (serviced_at_hours between 0 and run_hours),
    in_use_since     date not null,
    primary key (seller_id, code)
);

-- Spare parts and supplies that a service of it usually takes.
create table equipment_part (
    seller_id bigint not null,
    equipment text not null,
    sku_id    bigint not null,
    units     integer not null check (units > 0),
    primary key (seller_id, equipment, sku_id)
);
create index equipment_part_by_sku on equipment_part (seller_id, sku_id);

create table service_order (
    seller_id    bigint not null,
    service_id   bigint not null,
    number       text not null,
    content_hash bytea not null,
    equipment    text not null,
    serviced_on  date not null,
    run_hours    integer not null check (run_hours >= 0),
    note         text not null,
    created_at   timestamptz not null,
    primary key (seller_id, service_id),
    unique (seller_id, number)
);
create index service_order_by_equipment on service_order (seller_id, equipment, service_id);

create table service_order_line (
    seller_id  bigint not null,
    service_id bigint not null,
    sku_id     bigint not null,
    units      integer not null check (units > 0),
    primary key (seller_id, service_id, sku_id)
);

-- rights -------------------------------------------------------------------------------------------------------------

do $$ begin
    perform protect(t)
       from unnest(array['work_centre', 'routing_stage', 'production_order', 'production_stage', 'production_material',
                         'production_output', 'production_event', 'production_event_line', 'production_cost',
                         'parked_production_cost', 'production_cost_cursor', 'equipment', 'equipment_part', 'service_order',
                         'service_order_line']::regclass[]) as t;
end $$;

revoke update, delete on production_output, production_event, production_event_line, service_order, service_order_line
    from penstock_app;
revoke delete on production_order, production_stage, production_material, production_cost from penstock_app;
