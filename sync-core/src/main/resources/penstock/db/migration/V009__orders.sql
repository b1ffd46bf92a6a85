-- What orders are promised of stock that is still to come, and what people say of an order. Days are UTC.

-- Of a SKU of which more may be promised than there is. One that is taken back becomes NONE, for orders may still wait by it.
create table backorder_rule (
    seller_id  bigint not null,
    sku_id     bigint not null,
    kind       text not null check (kind in ('NONE', 'BACKORDER', 'PREORDER')),
    beyond     integer not null check (beyond >= 0),                 -- units promised beyond what is on its way
    lead_days  integer not null check (lead_days between 0 and 730), -- until units come that no dated arrival covers
    release_on date,                                                 -- the day from which it is sold
    claimed    integer not null default 0 check (claimed >= 0),      -- units there for who is owed them and had no turn yet
    primary key (seller_id, sku_id),
    check ((kind = 'PREORDER') = (release_on is not null))
);
create index backorder_rule_claimed on backorder_rule (seller_id, sku_id) where claimed > 0;

-- When units that are on their way are to come. What is on its way the balance says; this says only when.
create table expected_arrival (
    seller_id   bigint not null,
    sku_id      bigint not null,
    location_id bigint not null check (location_id > 0),
    document    text not null,
    units       integer not null check (units > 0),
    expected_on date not null,
    primary key (seller_id, sku_id, location_id, document)
) with (fillfactor = 85);

-- A promise of units that were not there. Its figures are those of the moment at which it was made.
create table backorder (
    seller_id    bigint not null,
    backorder_id bigint not null,
    order_id     bigint not null,
    line_no      integer not null,
    sku_id       bigint not null,
    quantity     integer not null check (quantity > 0),
    served       integer not null default 0 check (served >= 0),
    voided       integer not null default 0 check (voided >= 0),
    state        text not null check (state in ('OPEN', 'SERVED', 'VOIDED')),
    promised_on  date not null,    -- what the buyer was told
    expected_on  date,             -- as things stand; null: nobody knows
    ahead        bigint not null,  -- units promised before it and still owed
    incoming     bigint not null,  -- units on their way
    beyond       integer not null,
    made_at      timestamptz not null,
    primary key (seller_id, order_id, backorder_id),
    check (served + voided <= quantity),
    check ((state = 'OPEN') = (served + voided < quantity)),
    check (ahead + quantity <= incoming + beyond)
) with (fillfactor = 85);
create index backorder_open on backorder (seller_id, sku_id, promised_on) where state = 'OPEN';
create index backorder_page on backorder (seller_id, backorder_id) where state = 'OPEN';

-- What was noticed of promises that will not be kept: read by whoever tells the buyer.
create table backorder_slip (
    seller_id    bigint not null,
    slip_id      bigint not null,
    order_id     bigint not null,
    backorder_id bigint not null,
    sku_id       bigint not null,
    promised_on  date not null,
    expected_on  date,             -- null: nobody knows
    noted_at     timestamptz not null,
    primary key (seller_id, slip_id)
);

-- What people say of an order. Almost no order has a flag, so its row pays nothing for them.
alter table sales_order
    add column held     boolean not null default false,  -- not to be handed to fulfilment
    add column priority boolean not null default false;  -- served and picked before others

-- Each flag that was raised, by whom and why; the row stays when it is lowered.
create table order_flag (
    seller_id  bigint not null,
    flag_id    bigint not null,
    order_id   bigint not null,
    flag       text not null check (flag in ('HOLD', 'PRIORITY')),
    reason     text not null,
    raised_by  text not null,
    raised_at  timestamptz not null,
    lowered_by text,
    lowered_at timestamptz,
    primary key (seller_id, order_id, flag_id),
    check ((lowered_by is null) = (lowered_at is null))
) with (fillfactor = 85);
create unique index order_flag_raised on order_flag (seller_id, flag, order_id) where lowered_at is null;

-- What became of an order after it was placed: by its own site's edits, and by a channel's newer snapshots.
create table order_edit (
    seller_id      bigint not null,
    edit_id        bigint not null,
    order_id       bigint not null,
    caller_id      text,             -- the site's, the same in every repeat; null: the channel said so, or a cancel did
    content_hash   bytea not null,   -- of what was asked under that id, to tell a repeat from another
    edited_by      text not null,
    revision       bigint not null,  -- of the order after it
    goes_elsewhere boolean not null, -- another recipient was named
    recipient_mark text,             -- of the recipient that was asked for; null where nobody was, or nobody may know any more
    edited_at      timestamptz not null,
    primary key (seller_id, order_id, edit_id)
);
create unique index order_edit_caller on order_edit (seller_id, order_id, caller_id) where caller_id is not null;

-- The channel's lines whose wanted units it changed; the channel's units.
create table order_edit_line (
    seller_id       bigint not null,
    order_id        bigint not null,
    edit_id         bigint not null,
    channel_line_id text not null,
    channel_sku     text not null,
    before          integer not null check (before >= 0),
    after           integer not null check (after >= 0),
    primary key (seller_id, order_id, edit_id, channel_line_id),
    check (before <> after)
);

do $$ begin
    perform protect(t)
       from unnest(array['backorder_rule', 'expected_arrival', 'backorder', 'backorder_slip', 'order_flag', 'order_edit',
                         'order_edit_line']::regclass[]) as t;
end $$;

revoke update, delete on backorder_slip, order_edit, order_edit_line from penstock_app;
grant update (recipient_mark) on order_edit to penstock_app;
revoke delete on backorder_rule, backorder, order_flag from penstock_app;
