-- The authoritative inventory.
-- seller_id leads every key; row-level security (at the end) is the net, never the filter. No trigger, few foreign keys:
-- what they would say is said by `penstock check`. Quantities are units of the SKU. Times are UTC.

create table seller (
    seller_id         bigint primary key,
    name              text not null,
    currency          text not null check (currency ~ '^[A-Z]{3}$'),
    partial_shipping  text not null check (partial_shipping in ('SHIP_AVAILABLE', 'WAIT_FOR_ALL')),
    head              bigint not null default 0,  -- position of the last posting; its row lock orders the seller's batches
    head_at           timestamptz not null default '-infinity',  -- when the last batch was written: no posting is older than one before it
    batch             bigint not null default 0,  -- number of the last batch that wrote anything
    catalogue_version bigint not null default 0,  -- grows with every change that the engine caches
    created_at        timestamptz not null
) with (fillfactor = 20);

-- The one table without a tenant: who works what. Holds no business data.
create table lease (
    kind       text not null,
    seller_id  bigint not null,
    account_id bigint not null default 0,
    holder     text not null default '',
    fence      bigint not null default 0,
    expires_at timestamptz not null default '-infinity',
    primary key (kind, seller_id, account_id)
) with (fillfactor = 50);

-- What belongs to no seller; of each installation one row, under seller 0.
create table installation (
    seller_id bigint primary key check (seller_id = 0),
    key_mark  text not null  -- by which the master key is told from another
);

create sequence node_number as integer minvalue 0 maxvalue 1023 start 0 cycle;

create table api_key (
    seller_id   bigint not null,
    key_id      bigint not null,
    label       text not null,
    role        text not null check (role in ('ADMIN', 'OPERATOR', 'STOREFRONT', 'SUPPLIER', 'VIEWER')),
    account_id  bigint,             -- the only account that a STOREFRONT or SUPPLIER key speaks for
    secret_hash bytea not null,     -- SHA-256 of a random secret of 256 bits
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    primary key (seller_id, key_id),
    check ((role in ('STOREFRONT', 'SUPPLIER')) = (account_id is not null))
);

-- catalogue ----------------------------------------------------------------------------------------------------------

create table sku (
    seller_id    bigint not null,
    sku_id       bigint not null,
    code         text not null,
    title        text not null,
    sharing      text not null check (sharing in ('POOL', 'PARTITIONED')),
    safety_stock integer not null default 0 check (safety_stock >= 0),
    created_at   timestamptz not null,
    primary key (seller_id, sku_id),
    unique (seller_id, code)
);

create table location (
    seller_id           bigint not null,
    location_id         bigint not null check (location_id > 0),  -- 0 is the outside
    code                text not null,
    name                text not null,
    kind                text not null check (kind in ('WAREHOUSE', 'FBA', 'THIRD_PARTY', 'SUPPLIER')),
    ships_by            text not null check (ships_by in ('SELLER', 'PROVIDER')),
    provider_account_id bigint,           -- whose figures it mirrors, and who ships from it
    source_rank         integer not null, -- lower is chosen first
    created_at          timestamptz not null,
    primary key (seller_id, location_id),
    unique (seller_id, code),
    check (ships_by = 'SELLER' or provider_account_id is not null)
);
create unique index location_by_account on location (seller_id, provider_account_id) where provider_account_id is not null;

create table channel_account (
    seller_id      bigint not null,
    account_id     bigint not null,
    channel        text not null,
    name           text not null,
    endpoint       text not null,
    sealed_secrets bytea,
    state          text not null check (state in ('ACTIVE', 'PAUSED', 'NEEDS_ATTENTION')),
    state_reason   text not null default '',
    failing_since  timestamptz,  -- its calls keep failing and are held back
    own_skus          boolean not null default false,  -- speaks our SKU codes and waits for our answer: the own site
    publishes_stock   boolean not null default false,  -- can be told what to show
    compares_and_sets boolean not null default false,  -- refuses a write that is based on a stale number
    enforces_number   boolean not null default false,  -- sells no more than it shows
    share_weight   integer not null default 1 check (share_weight >= 0),
    webhooks            text check (webhooks in ('SUBSCRIBED', 'INCOMPLETE', 'POLLING')),  -- null: nobody has to ask for them
    webhooks_reason     text not null default '',
    webhooks_checked_at timestamptz,
    created_at     timestamptz not null,
    primary key (seller_id, account_id),
    unique (seller_id, name)
);

create table account_setting (
    seller_id  bigint not null,
    account_id bigint not null,
    name       text not null,
    value      text not null,
    primary key (seller_id, account_id, name)
);

-- A page on a channel bound to one SKU; for a supplier's or a provider's account, its key for our SKU.
create table listing (
    seller_id        bigint not null,
    listing_id       bigint not null,
    account_id       bigint not null,
    channel_sku      text not null,
    channel_ref      text not null default '',
    channel_location text not null default '',
    sku_id           bigint not null,
    pack_size        integer not null default 1 check (pack_size >= 1),
    quantity_cap     integer check (quantity_cap >= 0),
    state            text not null check (state in ('ACTIVE', 'PAUSED', 'ENDED')),
    created_at       timestamptz not null,
    primary key (seller_id, listing_id),
    unique (seller_id, account_id, channel_sku)
);
create index listing_by_sku on listing (seller_id, sku_id);
create index listing_by_ref on listing (seller_id, account_id, channel_ref) where channel_ref <> '';

-- ledger -------------------------------------------------------------------------------------------------------------

create table balance (
    seller_id       bigint not null,
    sku_id          bigint not null,
    location_id     bigint not null check (location_id > 0),
    available       integer not null default 0 check (available >= 0),
    reserved        integer not null default 0 check (reserved >= 0),
    quality_control integer not null default 0 check (quality_control >= 0),
    damaged         integer not null default 0 check (damaged >= 0),
    incoming        integer not null default 0 check (incoming >= 0),
    withheld        integer not null default 0 check (withheld >= 0),  -- sound, but of a lot that may not be sold
    changed_at      bigint not null,  -- position of the last posting
    primary key (seller_id, sku_id, location_id)
) with (fillfactor = 50);

-- Immutable: the app role may insert and read.
create table posting (
    seller_id      bigint not null,
    position       bigint not null,
    sku_id         bigint not null,
    from_location  bigint not null,
    from_condition text not null,
    to_location    bigint not null,
    to_condition   text not null,
    quantity       integer not null check (quantity > 0),
    cause          text not null,
    cause_id       bigint not null,
    posted_at      timestamptz not null,
    primary key (seller_id, position)
);
create index posting_by_sku on posting (seller_id, sku_id, position);

-- One row for a caller's stock move: its id makes a repeat a repeat.
create table stock_move (
    seller_id    bigint not null,
    move_id      bigint not null,
    caller_id    text not null,
    content_hash bytea not null,
    kind         text not null,
    created_at   timestamptz not null,
    primary key (seller_id, move_id),
    unique (seller_id, caller_id)
);

-- orders -------------------------------------------------------------------------------------------------------------

-- A hold is an order in phase HELD, before the buyer has ordered.
create table sales_order (
    seller_id        bigint not null,
    order_id         bigint not null,
    account_id       bigint not null,
    channel_order_id text not null,
    revision         bigint not null,
    content_hash     bytea not null,
    phase            text not null check (phase in ('HELD', 'PENDING', 'CONFIRMED', 'CANCELLED', 'TAKEN', 'RELEASED', 'EXPIRED')),
    placed_at        timestamptz not null,
    ship_by          timestamptz,
    expires_at       timestamptz,  -- of a hold
    inbox_id         bigint,       -- the sealed message that it was last read from, and that names the recipient
    recipient_mark   text,         -- keyed hash of whom it goes to, to tell another; null where nobody knows, or may know any more
    not_understood   integer not null default 0 check (not_understood >= 0),  -- its rejections: parts of that message
    rejection_mark   text,         -- hash of these, or of those that a person has accepted
    erased_at        timestamptz,  -- nothing is to be known any more of whom it goes to
    created_at       timestamptz not null,
    primary key (seller_id, order_id),
    unique (seller_id, account_id, channel_order_id)
) with (fillfactor = 85);
create index sales_order_not_understood on sales_order (seller_id, inbox_id) where not_understood > 0;
create index sales_order_erased on sales_order (seller_id, order_id) where erased_at is not null;
create index sales_order_held on sales_order (seller_id, expires_at) where phase = 'HELD';

create table order_line (
    seller_id       bigint not null,
    order_id        bigint not null,
    line_no         integer not null,
    channel_line_id text not null,
    channel_sku     text not null,
    sku_id          bigint,
    ordered         integer not null check (ordered > 0),
    reserved        integer not null default 0 check (reserved >= 0),
    shipped         integer not null default 0 check (shipped >= 0),
    backordered     integer not null default 0 check (backordered >= 0),
    cancelled       integer not null default 0 check (cancelled >= 0),
    elsewhere       integer not null default 0 check (elsewhere >= 0),      -- left without our stock, by the channel's word
    short           integer not null default 0 check (short >= 0),
    cancel_wanted   integer not null default 0 check (cancel_wanted >= 0),  -- cancelled by the channel, not yet given up by who ships
    pack_size       integer not null default 1 check (pack_size >= 1),      -- units of the SKU in one unit of the channel
    parked_reason   text,
    primary key (seller_id, order_id, line_no),
    check (case when sku_id is null
                then parked_reason is not null and reserved + shipped + backordered + short = 0
                     and cancelled + elsewhere <= ordered
                else parked_reason is null and ordered = reserved + shipped + backordered + cancelled + elsewhere + short end)
) with (fillfactor = 85);
create index order_line_short on order_line (seller_id, sku_id, order_id) where short > 0;
create index order_line_parked on order_line (seller_id, channel_sku) where parked_reason is not null;

-- Confirmed orders to be handed to fulfilment that the ledger's tail does not tell of: nothing was reserved when they became
-- so, or handing over failed.
create table order_release (
    seller_id       bigint not null,
    order_id        bigint not null,
    next_attempt_at timestamptz,
    attempts        integer not null default 0,
    failure         text not null default '',  -- of the last attempt
    parked_reason   text,
    primary key (seller_id, order_id),
    check ((parked_reason is null) = (next_attempt_at is not null))
) with (fillfactor = 70);
create index order_release_due on order_release (seller_id, next_attempt_at) where next_attempt_at is not null;

-- Up to where the ledger's tail has been followed for reservations to hand to fulfilment.
create table release_cursor (
    seller_id bigint primary key,
    position  bigint not null
) with (fillfactor = 20);

create table reservation (
    seller_id      bigint not null,
    reservation_id bigint not null,
    order_id       bigint not null,
    line_no        integer not null,
    sku_id         bigint not null,
    location_id    bigint not null check (location_id > 0),
    quantity       integer not null check (quantity > 0),
    posted         integer not null default 0 check (posted >= 0),
    voided         integer not null default 0 check (voided >= 0),
    state          text not null check (state in ('PENDING', 'POSTED', 'VOIDED', 'EXPIRED', 'BROKEN')),
    fulfilment_id  bigint,
    primary key (seller_id, order_id, reservation_id),
    check (posted + voided <= quantity),
    check ((state = 'PENDING') = (posted + voided < quantity))
) with (fillfactor = 85);
create index reservation_open on reservation (seller_id, sku_id, location_id) where state = 'PENDING';

-- inbox --------------------------------------------------------------------------------------------------------------

create table inbox (
    seller_id       bigint not null,
    inbox_id        bigint not null,
    account_id      bigint not null,
    source          text not null,
    event_id        text not null,
    sha256          bytea not null,
    body            bytea not null,    -- sealed under the message's own data key
    received_at     timestamptz not null,
    state           text not null check (state in ('WAITING', 'APPLIED', 'PARKED')),
    next_attempt_at timestamptz,
    attempts        integer not null default 0,
    parked_reason   text,
    parked_detail   text,
    order_id        bigint,
    primary key (seller_id, inbox_id),
    unique (seller_id, account_id, source, event_id),
    check ((state = 'WAITING') = (next_attempt_at is not null)),
    check ((state = 'PARKED') = (parked_reason is not null))
) with (fillfactor = 85);
create index inbox_waiting on inbox (seller_id, next_attempt_at) where state = 'WAITING';
create index inbox_parked on inbox (seller_id, inbox_id) where state = 'PARKED';
create index inbox_waiting_account on inbox (seller_id, account_id, received_at) where state = 'WAITING';
create index inbox_by_order on inbox (seller_id, order_id) where order_id is not null;

-- Data keys, sealed under the master key, kept apart from what they open: erasing the row erases the person.
create table message_key (
    seller_id  bigint not null,
    inbox_id   bigint not null,
    sealed_key bytea not null,
    primary key (seller_id, inbox_id)
);

create table account_cursor (
    seller_id    bigint not null,
    account_id   bigint not null,
    kind         text not null,
    cursor       text,
    read_through timestamptz,         -- every change before it, by the channel's clock, has been stored
    next_at      timestamptz not null,
    failures     integer not null default 0,
    refused      text,                -- why the other side will not be read as it is asked
    refused_since timestamptz,
    primary key (seller_id, account_id, kind)
) with (fillfactor = 50);

-- publication --------------------------------------------------------------------------------------------------------

create table publish_cursor (
    seller_id bigint primary key,
    position  bigint not null
) with (fillfactor = 20);

create table publication (
    seller_id       bigint not null,
    account_id      bigint not null,
    listing_id      bigint not null,
    sku_id          bigint not null,
    state           text not null check (state in ('QUEUED', 'SENT', 'ACCEPTED', 'OBSERVED', 'REJECTED', 'UNKNOWN')),
    stale_since     timestamptz,      -- the number must be looked at again
    lane            smallint not null default 3 check (lane between 0 and 3),  -- why it is looked at: 0 nothing is left, 1 less, 2 more, 3 to look again
    risk            smallint not null default 0 check (risk between 0 and 7),  -- of selling too much until it is told; the highest first
    next_attempt_at timestamptz,
    attempts        integer not null default 0,
    fence           bigint not null default 0,
    lease_until     timestamptz,
    sent_quantity   integer,
    sent_position   bigint not null default 0,
    sent_at         timestamptz,
    overtaken_until timestamptz,      -- a number that was overtaken before it was seen may take effect until then
    shown           integer,          -- what the channel showed as of shown_from; null: to be read back
    shown_from      bigint not null default 0,
    shown_at        timestamptz,      -- the moment of the channel's clock that shown is of; an order placed before it is in shown already
    told            boolean not null default false,                    -- the channel said something since
    asked           boolean not null default false,                    -- somebody wants it read, whatever is believed
    observed        integer,          -- what it was last seen to show
    observed_at     timestamptz,
    look            integer,          -- what it was seen to show, believed once the orders placed up to looked_at are applied
    looked_at       timestamptz,
    exposure        integer not null default 0 check (exposure >= 0),  -- units it may still sell beyond what we have read
    exposed_from    bigint not null default 0,                         -- the ledger position the exposure counts from
    together        integer check (together > 0),  -- so many at most are told in one call with it; a larger one was refused as a whole
    ref             text,
    refused_reason  text,
    primary key (seller_id, listing_id)
) with (fillfactor = 70);
create index publication_due on publication (seller_id, account_id, lane, risk, next_attempt_at) where next_attempt_at is not null;
create index publication_looks on publication (seller_id, account_id, looked_at) where looked_at is not null;
create index publication_by_sku on publication (seller_id, sku_id);

-- Immutable: what was sent when, and what became of it is the outcome row's.
create table publication_attempt (
    seller_id  bigint not null,
    listing_id bigint not null,
    fence      bigint not null,
    position   bigint not null,
    quantity   integer not null,
    expected   integer,
    sent_at    timestamptz not null,
    primary key (seller_id, listing_id, fence)
);

-- What a listing of a partitioned SKU may sell beyond what we have read, from a position on; the last row of a position counts.
-- Immutable: when more is allowed than there is, it tells what allowed it.
create table exposure (
    seller_id  bigint not null,
    listing_id bigint not null,
    fence      bigint not null,   -- the claim that changed it
    settled    boolean not null,  -- not by what it sent but by what became of it
    position   bigint not null,
    units      integer not null,
    primary key (seller_id, listing_id, fence, settled)
);

-- fulfilment ---------------------------------------------------------------------------------------------------------

create table fulfilment_order (
    seller_id         bigint not null,
    fulfilment_id     bigint not null,
    order_id          bigint not null,
    location_id       bigint not null,
    provider_account_id bigint,       -- null: the seller ships
    state             text not null check (state in ('OPEN', 'PICKED', 'PACKED', 'SUBMITTING', 'UNKNOWN', 'SUBMITTED', 'CANCELLING', 'SHIPPED', 'CANCELLED', 'REFUSED')),
    attempt           integer not null default 0,
    provider_order_id text,
    provider_status   text,
    next_attempt_at   timestamptz,
    attempts          integer not null default 0,
    fence             bigint not null default 0,
    lease_until       timestamptz,
    refused_reason    text,
    recipient_mark    text,           -- of whom the provider was told to ship it to
    created_at        timestamptz not null,
    primary key (seller_id, fulfilment_id)
) with (fillfactor = 70);
create index fulfilment_by_order on fulfilment_order (seller_id, order_id);
create index fulfilment_due on fulfilment_order (seller_id, provider_account_id, next_attempt_at) where next_attempt_at is not null;
create unique index fulfilment_by_provider_order on fulfilment_order (seller_id, provider_account_id, provider_order_id) where provider_order_id is not null;
create index fulfilment_open on fulfilment_order (seller_id, location_id, fulfilment_id) where state in ('OPEN', 'PICKED', 'PACKED');

create table fulfilment_line (
    seller_id      bigint not null,
    fulfilment_id  bigint not null,
    line_no        integer not null,  -- of the fulfilment order
    order_line_no  integer not null,
    reservation_id bigint not null,
    sku_id         bigint not null,
    quantity       integer not null check (quantity > 0),
    shipped        integer not null default 0 check (shipped >= 0),
    cancelled      integer not null default 0 check (cancelled >= 0),
    primary key (seller_id, fulfilment_id, line_no),
    check (shipped + cancelled <= quantity)
) with (fillfactor = 85);

create table shipment (
    seller_id       bigint not null,
    shipment_id     bigint not null,
    fulfilment_id   bigint not null,
    order_id        bigint not null,
    account_id      bigint not null,
    caller_id       text not null,      -- the warehouse's or provider's id of the parcel
    content_hash    bytea not null,
    package_no      integer not null,   -- 1, 2, … within the order
    carrier         text not null,
    tracking_number text not null,
    shipped_at      timestamptz not null,
    confirmation    text not null check (confirmation in ('QUEUED', 'SENT', 'UNKNOWN', 'CONFIRMED', 'REFUSED', 'NOT_NEEDED')),
    next_attempt_at timestamptz,
    attempts        integer not null default 0,
    fence           bigint not null default 0,
    lease_until     timestamptz,
    ref             text,
    refused_reason  text,
    primary key (seller_id, shipment_id),
    unique (seller_id, fulfilment_id, caller_id),
    unique (seller_id, order_id, package_no)
) with (fillfactor = 70);
create index shipment_due on shipment (seller_id, account_id, next_attempt_at) where next_attempt_at is not null;

create table shipment_line (
    seller_id      bigint not null,
    shipment_id    bigint not null,
    order_line_no  integer not null,
    reservation_id bigint not null,
    quantity       integer not null check (quantity > 0),
    primary key (seller_id, shipment_id, reservation_id)
);

-- supplier feeds -----------------------------------------------------------------------------------------------------

create table feed_run (
    seller_id    bigint not null,
    feed_id      bigint not null,
    account_id   bigint not null,
    location_id  bigint not null,
    mode         text not null check (mode in ('FULL', 'DELTA')),
    may_be_empty boolean not null default false,  -- a FULL one without rows means it
    caller_id    text,                        -- the sender's id, which makes a repeat a repeat
    sha256       bytea not null,
    file_name    text not null,
    state        text not null check (state in ('WAITING', 'READING', 'APPLIED', 'REJECTED')),
    attempt      integer not null default 0,  -- the fence: who began with another one has lost the feed
    broken_off   integer not null default 0,  -- attempts that were not heard of again
    next_attempt_at timestamptz,              -- while it is read: when who reads it is taken for dead
    rows_applied integer not null default 0,
    rows_changed integer not null default 0,
    rows_rejected integer not null default 0,
    rows_listed  integer,                     -- of a FULL one by which what it does not list is gone
    rejected_reason text,
    received_at  timestamptz not null,
    finished_at  timestamptz,
    primary key (seller_id, feed_id),
    unique (seller_id, account_id, caller_id)
) with (fillfactor = 85);

create index feed_unfinished on feed_run (seller_id, account_id, feed_id) where state in ('WAITING', 'READING');
create index feed_whole on feed_run (seller_id, account_id, feed_id) where rows_listed is not null;

-- The bytes of a feed until it is finished.
create table feed_part (
    seller_id bigint not null,
    feed_id   bigint not null,
    part_no   integer not null,
    content   bytea not null,
    primary key (seller_id, feed_id, part_no)
);

-- A part of a message or feed that could not be understood or applied, with what to do about it; an ORDER's are those of the
-- snapshot that it was last read from.
create table rejection (
    seller_id    bigint not null,
    subject      text not null check (subject in ('MESSAGE', 'ORDER', 'FEED')),
    subject_id   bigint not null,
    rejection_no integer not null,
    place        text not null,
    value        text not null,
    reason       text not null,
    advice       text not null,
    primary key (seller_id, subject, subject_id, rejection_no)
);

-- rights -------------------------------------------------------------------------------------------------------------

do $$
declare t text;
begin
    for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = current_schema() and c.relkind = 'r' and c.relname not in ('lease', 'flyway_schema_history')
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy seller_only on %I using (seller_id = nullif(current_setting(''penstock.seller_id'', true), '''')::bigint)', t);
        execute format('create policy checker_reads on %I for select to penstock_checker using (true)', t);
        execute format('grant select, insert, update, delete on %I to penstock_app', t);
        execute format('grant select on %I to penstock_checker', t);
    end loop;
end $$;

revoke update, delete on posting, publication_attempt, exposure, stock_move, shipment_line from penstock_app;
revoke delete on sales_order, order_line, reservation, balance, inbox, shipment, fulfilment_order, fulfilment_line from penstock_app;
grant select, insert, update, delete on lease to penstock_app;
grant select on lease to penstock_checker;
grant usage on sequence node_number to penstock_app;
do $$ begin execute format('grant usage on schema %I to penstock_app, penstock_checker', current_schema()); end $$;
