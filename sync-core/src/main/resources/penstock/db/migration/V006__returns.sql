-- What customers send back: by which terms, what came, and what became of it. Money that is given back is noted, and moves nothing.

-- Immutable: a return stays with the version that it was judged by.
create table returns_policy (
    seller_id      bigint not null,
    version        integer not null check (version > 0),  -- dense
    effective_from timestamptz not null,                  -- no earlier than its predecessor's
    content_hash   bytea not null,
    created_at     timestamptz not null,
    primary key (seller_id, version)
);

create table returns_rule (
    seller_id    bigint not null,
    version      integer not null,
    rule_no      integer not null,
    account_id   bigint,  -- null: any
    category     text,    -- and those below it
    country      text check (country ~ '^[A-Z]{2}$'),
    window_days  integer not null check (window_days >= 0),
    counted_from text not null check (counted_from in ('SHIPMENT', 'DELIVERY')),
    primary key (seller_id, version, rule_no)
);

create table returns_rule_reason (
    seller_id        bigint not null,
    version          integer not null,
    rule_no          integer not null,
    reason           text not null,
    fee_basis_points integer not null check (fee_basis_points between 0 and 10000),
    postage          text not null check (postage in ('SELLER', 'CUSTOMER')),
    primary key (seller_id, version, rule_no, reason)
);

create table returns_rule_outcome (
    seller_id   bigint not null,
    version     integer not null,
    rule_no     integer not null,
    reason      text not null default '',  -- '' is any
    condition   text not null,
    disposition text not null,
    primary key (seller_id, version, rule_no, reason, condition)
);

create table sales_return (
    seller_id      bigint not null,
    return_id      bigint not null,
    caller_id      text not null,
    content_hash   bytea not null,
    order_id       bigint,            -- null: nobody knows of which
    announced      boolean not null,
    goodwill       boolean not null,  -- authorised against the policy
    state          text not null check (state in ('AUTHORISED', 'IN_TRANSIT', 'RECEIVED', 'CLOSED', 'EXPIRED', 'REFUSED')),
    policy_version integer,
    note           text not null default '',
    created_at     timestamptz not null,
    expires_at     timestamptz,
    exchange_order_id bigint,         -- that was placed in its stead
    primary key (seller_id, return_id),
    unique (seller_id, caller_id),
    check ((state = 'AUTHORISED') <= (expires_at is not null))
) with (fillfactor = 85);
create index sales_return_by_order on sales_return (seller_id, order_id) where order_id is not null;
create index sales_return_by_state on sales_return (seller_id, state, return_id);
create index sales_return_expiring on sales_return (seller_id, expires_at) where state = 'AUTHORISED';
create unique index sales_return_by_exchange on sales_return (seller_id, exchange_order_id)
    where exchange_order_id is not null;

create table sales_return_line (
    seller_id        bigint not null,
    return_id        bigint not null,
    line_no          integer not null,
    order_line_no    integer,
    sku_id           bigint not null,
    units            integer not null check (units > 0),
    received         integer not null default 0 check (received between 0 and units),
    reason           text not null,
    accepted         boolean not null,  -- by the policy
    rule_no          integer,           -- of its version, that decided
    fee_basis_points integer not null check (fee_basis_points between 0 and 10000),
    postage          text not null check (postage in ('SELLER', 'CUSTOMER')),
    why              text not null,
    primary key (seller_id, return_id, line_no)
) with (fillfactor = 85);

-- Units of one condition in a parcel that came back. item_id is the cause of its postings.
create table return_item (
    seller_id    bigint not null,
    item_id      bigint not null,
    return_id    bigint not null,
    line_no      integer not null,
    arrival_id   text not null,  -- the caller's id of the parcel
    sku_id       bigint not null,
    location_id  bigint not null,
    units        integer not null check (units > 0),
    condition    text not null,
    proposed     text not null,  -- by the policy
    disposition  text not null check (disposition in ('RESTOCK', 'REFURBISH', 'QUARANTINE', 'DISPOSE', 'BACK_TO_SUPPLIER')),
    ended_as     text check (ended_as in ('RESTOCK', 'DISPOSE', 'BACK_TO_SUPPLIER')),
    recorded_at  timestamptz not null,
    bin_id       bigint,  -- that they were put into, and of which lot they are, as far as it was named
    lot_id       bigint,
    primary key (seller_id, item_id),
    check (ended_as is null or disposition in ('REFURBISH', 'QUARANTINE'))
) with (fillfactor = 85);
create index return_item_by_return on return_item (seller_id, return_id, item_id);

-- A parcel that was taken in: its id makes a repeat a repeat.
create table return_arrival (
    seller_id    bigint not null,
    return_id    bigint not null,
    arrival_id   text not null,
    content_hash bytea not null,
    recorded_at  timestamptz not null,
    primary key (seller_id, return_id, arrival_id)
);

-- Money only. Immutable.
create table refund (
    seller_id    bigint not null,
    refund_id    bigint not null,
    caller_id    text not null,
    return_id    bigint not null,
    content_hash bytea not null,
    amount       bigint not null check (amount > 0),  -- minor units
    currency     text not null,
    note         text not null default '',
    recorded_at  timestamptz not null,
    primary key (seller_id, refund_id),
    unique (seller_id, caller_id)
);
create index refund_by_return on refund (seller_id, return_id, refund_id);

do $$ begin
    perform protect(t)
       from unnest(array['returns_policy', 'returns_rule', 'returns_rule_reason', 'returns_rule_outcome', 'sales_return',
                         'sales_return_line', 'return_item', 'return_arrival', 'refund']::regclass[]) as t;
end $$;
revoke update, delete on returns_policy, returns_rule, returns_rule_reason, returns_rule_outcome, return_arrival, refund
    from penstock_app;
revoke delete on sales_return, sales_return_line, return_item from penstock_app;
