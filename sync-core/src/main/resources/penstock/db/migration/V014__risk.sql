-- How fast SKUs sell and how late channels hear of it: what safety stock is sized by. Times are UTC.

-- Projection: what a SKU sells on an account, from the orders of some weeks; a SKU that sold nothing there has no row.
create table sku_velocity (
    seller_id        bigint not null,
    sku_id           bigint not null,
    account_id       bigint not null,
    per_day          double precision not null check (per_day >= 0),           -- units on a day with stock
    variance_per_day double precision not null check (variance_per_day >= 0),
    days             double precision not null check (days >= 0),              -- with stock, that it was measured on
    as_of            timestamptz not null,                                     -- the orders up to then are in it
    primary key (seller_id, sku_id, account_id)
) with (fillfactor = 70);

-- Projection: units that orders of an account took on a day of its channel, less what they gave back since.
create table sku_demand (
    seller_id  bigint not null,
    sku_id     bigint not null,
    day        date not null,
    account_id bigint not null,
    units      bigint not null,
    primary key (seller_id, sku_id, day, account_id)
) with (fillfactor = 70);

-- Projection: what was available when a day on which something moved was over.
create table sku_stock_day (
    seller_id bigint not null,
    sku_id    bigint not null,
    day       date not null,
    closing   bigint not null,
    primary key (seller_id, sku_id, day)
) with (fillfactor = 70);

-- Up to which posting demand was followed, and up to which SKU the velocities as of then are done.
create table velocity_cursor (
    seller_id bigint primary key,
    position  bigint not null,
    as_of     timestamptz not null,
    sku_id    bigint not null
) with (fillfactor = 20);

-- Facts: how often an account's leg took how long within an hour, in buckets a quarter of a doubling wide.
create table lag_hour (
    seller_id  bigint not null,
    account_id bigint not null,
    leg        text not null check (leg in ('SALE_TO_COMMIT', 'COMMIT_TO_SHOWN')),
    hour       timestamptz not null,
    bucket     integer not null check (bucket >= 0),
    measured   bigint not null check (measured > 0),
    primary key (seller_id, account_id, leg, hour, bucket)
) with (fillfactor = 70);

-- Projection: how long an account's legs take, from the measurements of some days.
create table account_lag (
    seller_id  bigint not null,
    account_id bigint not null,
    leg        text not null check (leg in ('SALE_TO_COMMIT', 'COMMIT_TO_SHOWN')),
    p50_ms     bigint not null check (p50_ms >= 0),
    p95_ms     bigint not null check (p95_ms >= p50_ms),
    p99_ms     bigint not null check (p99_ms >= p95_ms),
    measured   bigint not null check (measured > 0),  -- how many changes
    since      timestamptz not null,                  -- the oldest of them
    as_of      timestamptz not null,
    primary key (seller_id, account_id, leg)
) with (fillfactor = 70);

-- How soon an account is to show a change; one that has none is judged by the default.
create table freshness_objective (
    seller_id  bigint not null,
    account_id bigint not null,
    percent    integer not null check (percent between 1 and 99),
    within_ms  bigint not null check (within_ms > 0),
    primary key (seller_id, account_id)
);

do $$ begin
    perform protect(t)
       from unnest(array['sku_velocity', 'sku_demand', 'sku_stock_day', 'velocity_cursor', 'lag_hour', 'account_lag',
                         'freshness_objective']::regclass[]) as t;
end $$;
