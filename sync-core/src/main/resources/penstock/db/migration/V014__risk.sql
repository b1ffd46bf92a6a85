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

do $$ begin
    perform protect(t) from unnest(array['sku_velocity', 'account_lag']::regclass[]) as t;
end $$;
