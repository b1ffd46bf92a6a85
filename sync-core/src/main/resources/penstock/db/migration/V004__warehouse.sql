-- Where stock physically is: bins, lots, serials, what is assigned to be picked, and what was counted.
-- Promises stay at (SKU, location). Detail is kept where a location keeps bins, or of SKUs that are tracked by lot or serial in a
-- warehouse of the seller's own; there its sum is the balance, elsewhere it has no rows. Bin 0 is no bin yet, lot 0 no lot known.

alter table location
    drop constraint location_kind_check,
    add constraint location_kind_check
        check (kind in ('WAREHOUSE', 'FBA', 'THIRD_PARTY', 'SUPPLIER', 'IN_TRANSIT', 'VIRTUAL')),
    add column keeps_bins boolean not null default false,  -- once true it stays so
    add column address    text,
    add column country    text check (country ~ '^[A-Z]{2}$'),
    add column time_zone  text not null default 'UTC',
    add column opening    text not null default '';        -- MON-FRI 08:00-17:00; SAT 09:00-12:00; '' is always

alter table sku add column picking_rule text check (picking_rule in ('FEFO', 'FIFO', 'LIFO'));  -- null: FEFO
create index sku_tracked on sku (seller_id, sku_id) where tracking <> 'NONE';

create table bin (
    seller_id       bigint not null,
    bin_id          bigint not null check (bin_id > 0),
    location_id     bigint not null,
    code            text not null,
    barcode         text not null,
    zone            text not null default '',
    kind            text not null check (kind in ('STORAGE', 'RECEIVING', 'PACKING', 'QUARANTINE')),
    state           text not null check (state in ('OPEN', 'CLOSED')),
    level           integer not null default 0 check (level >= 0),
    walking_metres  integer not null default 0 check (walking_metres >= 0),  -- from the packing bench
    volume_cm3      integer check (volume_cm3 > 0),
    weight_limit_g  integer check (weight_limit_g > 0),
    created_at      timestamptz not null,
    primary key (seller_id, bin_id),
    unique (seller_id, location_id, code),
    unique (seller_id, barcode)
);

create table lot (
    seller_id       bigint not null,
    lot_id          bigint not null check (lot_id > 0),
    sku_id          bigint not null,
    code            text not null,
    manufactured_on date,
    expires_on      date,              -- the last day on which it may be used
    supplier_lot    text not null default '',
    state           text not null check (state in ('OPEN', 'BLOCKED')),
    created_at      timestamptz not null,
    primary key (seller_id, lot_id),
    unique (seller_id, sku_id, code),
    check (manufactured_on <= expires_on)
);

-- What people said of a lot after it was there, by whom and why.
create table lot_change (
    seller_id  bigint not null,
    change_id  bigint not null,
    lot_id     bigint not null,
    state      text not null check (state in ('OPEN', 'BLOCKED')),  -- from then on
    expires_on date,
    reason     text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (seller_id, change_id)
);
create index lot_change_of_lot on lot_change (seller_id, lot_id, change_id);

-- A row goes when its last unit does. allocated units are still there, but assigned to fulfilment orders.
create table stock_detail (
    seller_id   bigint not null,
    sku_id      bigint not null,
    location_id bigint not null check (location_id > 0),
    bin_id      bigint not null,
    lot_id      bigint not null,
    state       text not null check (state in ('SOUND', 'QUALITY_CONTROL', 'DAMAGED', 'WITHHELD')),
    units       integer not null check (units >= 0),
    allocated   integer not null default 0 check (allocated between 0 and units),
    since       bigint not null,       -- the posting by which the oldest of its units came to the location
    primary key (seller_id, sku_id, location_id, bin_id, lot_id, state),
    check (state = 'SOUND' or allocated = 0)
) with (fillfactor = 70);
create index stock_detail_by_bin on stock_detail (seller_id, bin_id) where bin_id <> 0;
create index stock_detail_by_lot on stock_detail (seller_id, lot_id) where lot_id <> 0;

-- One piece. Where it was last, once it is gone.
create table serial (
    seller_id     bigint not null,
    sku_id        bigint not null,
    serial_no     text not null,
    state         text not null check (state in ('IN_STOCK', 'SHIPPED', 'GONE')),
    location_id   bigint not null,
    bin_id        bigint not null,
    lot_id        bigint not null,
    physical      text not null check (physical in ('SOUND', 'QUALITY_CONTROL', 'DAMAGED', 'WITHHELD')),
    fulfilment_id bigint,              -- that it is picked for, or was shipped with
    primary key (seller_id, sku_id, serial_no)
);
create index serial_by_place on serial (seller_id, sku_id, location_id) where state = 'IN_STOCK';
create index serial_by_fulfilment on serial (seller_id, fulfilment_id) where fulfilment_id is not null;

-- Between which bins and lots the units of a posting went; null where a side keeps no detail. Immutable, as the posting is.
create table posting_detail (
    seller_id bigint not null,
    position  bigint not null,
    part_no   integer not null,
    from_bin  bigint,
    from_lot  bigint,
    to_bin    bigint,
    to_lot    bigint,
    units     integer not null check (units > 0),
    primary key (seller_id, position, part_no)
);

create table posting_serial (
    seller_id bigint not null,
    position  bigint not null,
    serial_no text not null,
    primary key (seller_id, serial_no, position)
);
create index posting_serial_by_posting on posting_serial (seller_id, position);

-- The pieces that an item of a receipt or of a return named when it came, in their order. Immutable.
create table item_piece (
    seller_id bigint not null,
    item_id   bigint not null,  -- the cause of its postings
    piece_no  integer not null,
    serial_no text not null,
    primary key (seller_id, item_id, piece_no)
);

-- Units in a bin and of a lot that are assigned to a line of a fulfilment order when it is released.
create table allocation (
    seller_id      bigint not null,
    allocation_id  bigint not null,
    fulfilment_id  bigint not null,
    line_no        integer not null,
    reservation_id bigint not null,
    sku_id         bigint not null,
    location_id    bigint not null,
    bin_id         bigint not null,
    lot_id         bigint not null,
    quantity       integer not null check (quantity > 0),
    picked         integer not null default 0 check (picked >= 0),  -- of those that are open
    shipped        integer not null default 0 check (shipped >= 0),
    released       integer not null default 0 check (released >= 0),
    state          text not null check (state in ('OPEN', 'ENDED')),
    primary key (seller_id, fulfilment_id, allocation_id),
    check (picked + shipped + released <= quantity),
    check ((state = 'OPEN') = (shipped + released < quantity))
) with (fillfactor = 70);
create index allocation_open on allocation (seller_id, sku_id, location_id, bin_id, lot_id) where state = 'OPEN';

-- Why stock was adjusted; a seller's list, which begins with the usual ones.
create table adjustment_reason (
    seller_id bigint not null,
    code      text not null,
    name      text not null,
    active    boolean not null default true,
    primary key (seller_id, code)
);
alter table stock_move add column reason text;

-- Somebody goes and counts.
create table stock_count (
    seller_id              bigint not null,
    count_id               bigint not null,
    caller_id              text not null,
    content_hash           bytea not null,
    location_id            bigint not null,
    blind                  boolean not null,   -- whoever counts is not told what is expected
    tolerance_units        integer not null check (tolerance_units >= 0),
    tolerance_basis_points integer not null check (tolerance_basis_points between 0 and 10000),
    created_at             timestamptz not null,
    primary key (seller_id, count_id),
    unique (seller_id, caller_id)
);

create table stock_count_line (
    seller_id   bigint not null,
    count_id    bigint not null,
    line_no     integer not null,
    sku_id      bigint not null,
    bin_id      bigint not null,
    lot_id      bigint not null,
    state       text not null check (state in ('OPEN', 'COUNTED', 'TO_APPROVE', 'POSTED', 'REJECTED')),
    counted     integer check (counted >= 0),
    position    bigint,                -- the ledger's, at which it was counted
    expected    integer,               -- at that position
    difference  integer,
    move_id     bigint,                -- the stock move that booked the difference
    counted_at  timestamptz,
    primary key (seller_id, count_id, line_no),
    unique (seller_id, count_id, sku_id, bin_id, lot_id),
    check ((state = 'OPEN') = (counted is null)),
    check ((counted is null) = (difference is null)),
    check (difference = counted - expected)
) with (fillfactor = 70);
create index stock_count_line_waiting on stock_count_line (seller_id, count_id) where state in ('OPEN', 'COUNTED', 'TO_APPROVE');

do $$ begin
    perform protect(t)
       from unnest(array['bin', 'lot', 'lot_change', 'stock_detail', 'serial', 'posting_detail', 'posting_serial', 'item_piece', 'allocation',
                         'adjustment_reason', 'stock_count', 'stock_count_line']::regclass[]) as t;
end $$;
revoke update, delete on lot_change, posting_detail, posting_serial, item_piece, stock_count from penstock_app;
revoke delete on bin, lot, serial, allocation, stock_count_line from penstock_app;
