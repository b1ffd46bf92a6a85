-- What people scan, in sessions. What a scan books, it books by the acts that there are: moves, picks, counts, receipts.

create table scan_session (
    seller_id    bigint not null,
    session_id   bigint not null,
    caller_id    text not null,
    content_hash bytea not null,
    task         text not null check (task in ('RECEIVE', 'PUT_AWAY', 'MOVE', 'PICK', 'COUNT')),
    location_id  bigint not null,
    document     text check (document in ('PURCHASE_ORDER', 'ANNOUNCEMENT', 'TRANSFER', 'FULFILMENT', 'COUNT')),
    number       text not null default '',  -- of the document
    worker       text not null,             -- who scans, and by what, as the caller calls them
    state        text not null check (state in ('OPEN', 'CLOSING', 'CLOSED')),
    closed_hash  bytea,
    closings     integer not null default 0 check (closings >= 0),  -- who closes it has the last number, and nobody before
    closing_till timestamptz,                                       -- until then nobody else closes it
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    primary key (seller_id, session_id),
    unique (seller_id, caller_id),
    check ((document is null) = (number = '')),
    check (closing_till is null or state = 'CLOSING'),
    check ((closed_hash is null) = (state = 'OPEN')),
    check ((closed_at is null) = (state <> 'CLOSED'))
) with (fillfactor = 85);
create index scan_session_by_state on scan_session (seller_id, state, session_id);

-- One that was refused is kept as well, so that a repeat is told the same.
create table scan (
    seller_id    bigint not null,
    session_id   bigint not null,
    scan_no      integer not null,
    caller_id    text not null,
    content_hash bytea not null,
    barcode      text not null,
    result       text not null,
    detail       text not null,
    kind         text check (kind in ('BIN', 'SKU', 'UNITS')),  -- null: it was refused
    bin_id       bigint not null default 0,
    sku_id       bigint not null default 0,
    lot_id       bigint not null default 0,
    serial_no    text not null default '',
    units        integer not null default 0 check (units >= 0),
    damaged      boolean not null default false,
    reason       text not null default '',
    moves        integer not null default 0 check (moves >= 0),  -- that it booked, numbered from 1
    state        text check (state in ('SOUND', 'QUALITY_CONTROL', 'DAMAGED', 'WITHHELD')),  -- of units that are moved
    scanned_at   timestamptz not null,
    undone_by    text,                                           -- the caller's id of the undoing
    primary key (seller_id, session_id, scan_no),
    unique (seller_id, session_id, caller_id),
    check (kind is not null or undone_by is null),
    check ((kind in ('SKU', 'UNITS')) = (units > 0))
) with (fillfactor = 85);

-- What is to be put away is asked with every scan.
create index stock_detail_in_no_bin on stock_detail (seller_id, location_id) where bin_id = 0;

do $$ begin
    perform protect(t) from unnest(array['scan_session', 'scan']::regclass[]) as t;
end $$;
revoke delete on scan_session, scan from penstock_app;
