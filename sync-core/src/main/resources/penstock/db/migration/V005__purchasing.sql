-- What is ordered from suppliers, announced by them, received, found wrong and inspected.
-- Units are those of the SKU. What an order still expects is the condition incoming of its location.

create table supplier (
    seller_id      bigint not null,
    supplier_id    bigint not null check (supplier_id > 0),
    code           text not null,
    name           text not null,
    currency       text not null check (currency ~ '^[A-Z]{3}$'),
    lead_time_days integer not null check (lead_time_days between 0 and 730),
    account_id     bigint,  -- that sends its availability feed, if one does
    primary key (seller_id, supplier_id),
    unique (seller_id, code)
);

-- How much more than was ordered is taken, and what is inspected. 0 is any: the most specific rule counts, a SKU's before a
-- supplier's.
create table receiving_rule (
    seller_id         bigint not null,
    sku_id            bigint not null,
    supplier_id       bigint not null,
    over_basis_points integer not null check (over_basis_points between 0 and 10000),
    plan              text not null check (plan in ('NONE', 'ALL', 'FIXED', 'AQL')),
    sample            integer check (sample > 0),
    accepts           integer check (accepts >= 0),  -- defective ones in a sample of a lot that is taken
    aql               text,
    skip_after        integer not null check (skip_after >= 0),  -- good lots in a row; 0: none is skipped
    inspect_every     integer not null check (inspect_every > 0),
    primary key (seller_id, sku_id, supplier_id),
    check ((plan = 'FIXED') = (sample is not null)),
    check ((plan = 'FIXED') = (accepts is not null)),
    check ((plan = 'AQL') = (aql is not null))
);

create table receiving_rule_check (
    seller_id   bigint not null,
    sku_id      bigint not null,
    supplier_id bigint not null,
    item_no     integer not null,
    question    text not null,
    unit        text,     -- of what is measured; null: yes or no
    least       numeric(18, 6),
    most        numeric(18, 6),
    primary key (seller_id, sku_id, supplier_id, item_no)
);

create table purchase_order (
    seller_id    bigint not null,
    purchase_id  bigint not null,
    number       text not null,
    content_hash bytea not null,
    supplier_id  bigint not null,
    location_id  bigint not null,
    currency     text not null,
    state        text not null check (state in ('DRAFT', 'ORDERED', 'PARTLY_RECEIVED', 'RECEIVED', 'CLOSED', 'CANCELLED')),
    created_at   timestamptz not null,
    ordered_at   timestamptz,
    primary key (seller_id, purchase_id),
    unique (seller_id, number)
) with (fillfactor = 85);
create index purchase_order_by_state on purchase_order (seller_id, state, purchase_id);

-- Once ordered, ordered = received + cancelled + what is incoming for it.
create table purchase_line (
    seller_id   bigint not null,
    purchase_id bigint not null,
    line_no     integer not null,
    sku_id      bigint not null,
    pack        text not null default '',
    pack_units  integer not null check (pack_units > 0),
    cost        bigint not null check (cost >= 0),  -- minor units for so many units
    cost_per    bigint not null check (cost_per > 0),
    expected_on date,
    ordered     integer not null check (ordered > 0),
    received    integer not null default 0 check (received >= 0),  -- of what was ordered
    surplus     integer not null default 0 check (surplus >= 0),   -- beyond it
    cancelled   integer not null default 0 check (cancelled >= 0),
    primary key (seller_id, purchase_id, line_no),
    check (received + cancelled <= ordered),
    check (surplus = 0 or received + cancelled = ordered)
) with (fillfactor = 85);
create index purchase_line_by_sku on purchase_line (seller_id, sku_id, purchase_id);

-- What a supplier says is on its way (ASN). It orders nothing and is incoming already.
create table announcement (
    seller_id       bigint not null,
    announcement_id bigint not null,
    number          text not null,
    content_hash    bytea not null,
    supplier_id     bigint not null,
    location_id     bigint not null,
    expected_on     date,
    state           text not null check (state in ('ANNOUNCED', 'RECEIVED', 'CANCELLED')),
    created_at      timestamptz not null,
    primary key (seller_id, announcement_id),
    unique (seller_id, number)
) with (fillfactor = 85);

create table announcement_line (
    seller_id        bigint not null,
    announcement_id  bigint not null,
    line_no          integer not null,
    purchase_id      bigint not null,
    purchase_line_no integer not null,
    units            integer not null check (units > 0),
    received         integer not null default 0 check (received between 0 and units),
    sscc             text,  -- of the carton or pallet that they are in
    primary key (seller_id, announcement_id, line_no)
) with (fillfactor = 85);

create table receipt (
    seller_id       bigint not null,
    receipt_id      bigint not null,
    caller_id       text not null,
    content_hash    bytea not null,
    location_id     bigint not null,
    supplier_id     bigint,
    purchase_id     bigint,
    announcement_id bigint,
    complete        boolean not null,  -- nothing more of the delivery comes
    recorded_at     timestamptz not null,
    cost            text not null check (cost in ('UNKNOWN', 'DUE', 'POSTED')),
    cost_problem    text not null default '',
    cost_attempts   integer not null default 0 check (cost_attempts >= 0),
    cost_next_at    timestamptz,  -- when it is tried to post it
    primary key (seller_id, receipt_id),
    unique (seller_id, caller_id),
    check ((cost = 'DUE') = (cost_next_at is not null)),
    check (purchase_id is null or announcement_id is null)
) with (fillfactor = 85);
create index receipt_cost_due on receipt (seller_id, cost_next_at) where cost = 'DUE';

-- Immutable. item_id is the cause of its postings.
create table receipt_line (
    seller_id        bigint not null,
    receipt_id       bigint not null,
    line_no          integer not null,
    item_id          bigint not null,
    sku_id           bigint,  -- null: nobody knows what it is
    description      text not null default '',
    purchase_id      bigint,
    purchase_line_no integer,
    expected         integer not null check (expected >= 0),
    sound            integer not null check (sound >= 0),
    damaged          integer not null check (damaged >= 0),
    surplus          integer not null check (surplus >= 0),  -- of the sound ones, beyond what is tolerated
    amount           bigint,  -- what they cost in all, minor units of the order's currency
    currency         text,
    bin_id           bigint,  -- that they were put into, and of which lot they are, as far as it was named
    lot_id           bigint,
    primary key (seller_id, receipt_id, line_no),
    unique (seller_id, item_id),
    check (surplus <= sound)
);

create table discrepancy (
    seller_id        bigint not null,
    discrepancy_id   bigint not null,
    receipt_id       bigint not null,
    item_id          bigint,
    kind             text not null check (kind in ('OVER', 'UNDER', 'WRONG', 'UNFIT', 'DAMAGED')),
    purchase_id      bigint,
    purchase_line_no integer,
    units            integer not null check (units > 0),
    state            text not null check (state in ('OPEN', 'RESOLVED')),
    resolution       text,
    note             text not null default '',
    resolved_at      timestamptz,
    primary key (seller_id, discrepancy_id),
    check ((state = 'RESOLVED') = (resolution is not null))
) with (fillfactor = 85);
create index discrepancy_by_state on discrepancy (seller_id, state, discrepancy_id);
create index discrepancy_by_receipt on discrepancy (seller_id, receipt_id);

create table inspection (
    seller_id     bigint not null,
    inspection_id bigint not null,
    receipt_id    bigint not null,
    item_id       bigint not null,
    sku_id        bigint not null,
    supplier_id   bigint not null,  -- 0: nobody knows
    location_id   bigint not null,
    plan          text not null,
    units         integer not null check (units > 0),
    sample        integer not null check (sample >= 0),
    accepts       integer not null check (accepts >= 0),
    state         text not null check (state in ('OPEN', 'PASSED', 'REJECTED', 'SORTED', 'SKIPPED', 'GONE')),
    result_hash   bytea,
    sorted_hash   bytea,
    inspected     integer not null default 0 check (inspected >= 0),
    defective     integer not null default 0 check (defective between 0 and inspected),
    to_available  integer not null default 0 check (to_available >= 0),
    to_damaged    integer not null default 0 check (to_damaged >= 0),
    to_supplier   integer not null default 0 check (to_supplier >= 0),
    created_at    timestamptz not null,
    primary key (seller_id, inspection_id),
    check (inspected <= units),
    check (case when state in ('PASSED', 'SORTED') then to_available + to_damaged + to_supplier = units
                else to_available + to_damaged + to_supplier = 0 end)
) with (fillfactor = 85);
create index inspection_by_state on inspection (seller_id, state, inspection_id);
create index inspection_by_lot on inspection (seller_id, sku_id, supplier_id, inspection_id);

create table inspection_check (
    seller_id     bigint not null,
    inspection_id bigint not null,
    item_no       integer not null,
    question      text not null,
    unit          text,
    least         numeric(18, 6),
    most          numeric(18, 6),
    passed        boolean,
    measured      numeric(18, 6),
    note          text not null default '',
    primary key (seller_id, inspection_id, item_no)
) with (fillfactor = 85);

-- Where a picture is kept, not the picture.
create table inspection_photo (
    seller_id     bigint not null,
    inspection_id bigint not null,
    photo_no      integer not null,
    item_no       integer,
    reference     text not null,
    sha256        text check (sha256 ~ '^[0-9a-f]{64}$'),
    primary key (seller_id, inspection_id, photo_no)
);

do $$ begin
    perform protect(t)
       from unnest(array['supplier', 'receiving_rule', 'receiving_rule_check', 'purchase_order', 'purchase_line',
                         'announcement', 'announcement_line', 'receipt', 'receipt_line', 'discrepancy', 'inspection',
                         'inspection_check', 'inspection_photo']::regclass[]) as t;
end $$;
revoke update, delete on receipt_line, inspection_photo from penstock_app;
revoke delete on purchase_order, purchase_line, announcement, announcement_line, receipt, discrepancy, inspection,
                 inspection_check from penstock_app;
