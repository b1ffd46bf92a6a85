-- Who did what, and what there was at a moment.

-- Who had postings made whose documents do not say it: a channel's order, a feed and a provider's parcel name their sender.
-- Immutable.
create table act (
    seller_id      bigint not null,
    first_position bigint not null,
    last_position  bigint not null check (last_position >= first_position),
    actor          text not null check (actor in ('OPERATOR', 'KEY', 'REPAIR')),
    actor_id       bigint not null,  -- of the key
    primary key (seller_id, first_position)
);

-- A projection: what there was of a SKU after a posting, a row for each condition at each location that it ever was in. Made at
-- every 2,000th position of the SKUs that moved a thousand times since their last, so that a moment is never far from one.
create table stock_snapshot (
    seller_id   bigint not null,
    sku_id      bigint not null,
    position    bigint not null,
    location_id bigint not null,
    condition   text not null,
    units       integer not null,
    primary key (seller_id, sku_id, position, location_id, condition)
);

-- How often a SKU has moved since its last snapshot, up to the cursor.
create table snapshot_tally (
    seller_id bigint not null,
    sku_id    bigint not null,
    postings  bigint not null,
    primary key (seller_id, sku_id)
) with (fillfactor = 70);

create table snapshot_cursor (
    seller_id bigint primary key,
    position  bigint not null
) with (fillfactor = 20);

do $$ begin
    perform protect(t)
       from unnest(array['act', 'stock_snapshot', 'snapshot_tally', 'snapshot_cursor']::regclass[]) as t;
end $$;
revoke update, delete on act from penstock_app;
revoke update on stock_snapshot from penstock_app;

-- What received units cost is said by documents that name their receipt.
create index cost_document_line_by_layer on cost_document_line (seller_id, layer) where layer <> 0;
