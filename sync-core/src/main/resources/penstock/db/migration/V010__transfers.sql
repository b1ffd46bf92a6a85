-- Stock on its way between two warehouses of the seller's own: what is to be sent, what was, and what became of it.
-- While it is under way it lies, available to nobody, in a location of kind IN_TRANSIT, which holds nothing else.

create table transfer (
    seller_id        bigint not null,
    transfer_id      bigint not null,
    number           text not null,
    content_hash     bytea not null,
    from_location    bigint not null,
    to_location      bigint not null,
    transit_location bigint not null,
    expected_on      date,
    state            text not null check (state in ('DRAFT', 'SENT', 'PARTLY_RECEIVED', 'RECEIVED', 'CLOSED', 'CANCELLED')),
    sent_hash        bytea,
    created_at       timestamptz not null,
    sent_at          timestamptz,
    primary key (seller_id, transfer_id),
    unique (seller_id, number),
    check (from_location <> to_location),
    check ((sent_at is null) = (state in ('DRAFT', 'CANCELLED'))),
    check ((sent_at is null) = (sent_hash is null))
) with (fillfactor = 85);
create index transfer_by_state on transfer (seller_id, state, transfer_id);

create table transfer_line (
    seller_id   bigint not null,
    transfer_id bigint not null,
    line_no     integer not null,
    sku_id      bigint not null,
    planned     integer not null check (planned > 0),
    primary key (seller_id, transfer_id, line_no),
    unique (seller_id, transfer_id, sku_id)
);

-- What was sent of a SKU by lot, 0 for none. Under way is what is left: sent - received - returned - lost.
create table transfer_part (
    seller_id   bigint not null,
    transfer_id bigint not null,
    sku_id      bigint not null,
    lot_id      bigint not null,
    sent        integer not null check (sent > 0),
    received    integer not null default 0 check (received >= 0),  -- damaged ones too
    returned    integer not null default 0 check (returned >= 0),  -- to where they were sent from
    lost        integer not null default 0 check (lost >= 0),
    primary key (seller_id, transfer_id, sku_id, lot_id),
    check (received + returned + lost <= sent)
) with (fillfactor = 85);
create index transfer_part_under_way on transfer_part (seller_id, sku_id) where received + returned + lost < sent;

create table transfer_receipt (
    seller_id    bigint not null,
    receipt_id   bigint not null,
    transfer_id  bigint not null,
    caller_id    text not null,
    content_hash bytea not null,
    recorded_at  timestamptz not null,
    primary key (seller_id, receipt_id),
    unique (seller_id, transfer_id, caller_id)
);

create table transfer_receipt_item (
    seller_id  bigint not null,
    receipt_id bigint not null,
    item_no    integer not null,
    sku_id     bigint not null,
    lot_id     bigint not null,
    units      integer not null check (units > 0),
    beyond     integer not null check (beyond between 0 and units),  -- of which nobody knew that they were sent
    damaged    boolean not null,
    primary key (seller_id, receipt_id, item_no)
);

-- What was not as it should be, and why.
create table transfer_discrepancy (
    seller_id      bigint not null,
    transfer_id    bigint not null,
    discrepancy_id bigint not null,
    receipt_id     bigint,             -- null: noticed when it was closed
    sku_id         bigint not null,
    lot_id         bigint not null,
    kind           text not null check (kind in ('OVER', 'WRONG', 'DAMAGED', 'LOST', 'RETURNED')),
    units          integer not null check (units > 0),
    reason         text not null,
    note           text not null,
    noted_at       timestamptz not null,
    primary key (seller_id, transfer_id, discrepancy_id),
    check ((receipt_id is null) = (kind in ('LOST', 'RETURNED')))
);

do $$ begin
    perform protect(t)
       from unnest(array['transfer', 'transfer_line', 'transfer_part', 'transfer_receipt', 'transfer_receipt_item',
                         'transfer_discrepancy']::regclass[]) as t;
end $$;
revoke update, delete on transfer_line, transfer_receipt, transfer_receipt_item, transfer_discrepancy from penstock_app;
revoke delete on transfer, transfer_part from penstock_app;
