-- What stock cost and what it is worth.
-- Facts: documents in one order with the ledger, and exchange rates. The rest is a projection of postings and documents,
-- dropped and rebuilt at will. Amounts are minor units of the seller's currency where nothing else is said.

-- facts --------------------------------------------------------------------------------------------------------------

-- Immutable. Converted and divided among its lines when it was accepted, so that nothing it rests on can change.
create table cost_document (
    seller_id     bigint not null,
    document_no   bigint not null check (document_no > 0),  -- dense, in the order of acceptance
    caller_id     text not null,
    content_hash  bytea not null,
    kind          text not null check (kind in ('RECEIPT_COST', 'OPENING_COST', 'LANDED_COST', 'PRICE_DIFFERENCE',
                                                'NET_REALISABLE_VALUE', 'STANDARD_COST', 'METHOD', 'PERIOD_CLOSE',
                                                'PRODUCTION_COST', 'CONVERSION_COST', 'PRODUCTION_LOSS')),
    document_date date not null,
    counts_after  bigint not null,       -- position of the last posting before it; never less than its predecessor's
    recorded_at   timestamptz not null,  -- its day, UTC, is the day it is booked on
    currency      text not null,         -- as it was written
    amount        bigint not null,       -- in that currency's minor units
    rate          numeric(20, 10) not null check (rate > 0),  -- units of the seller's currency for one of it
    basis         text check (basis in ('VALUE', 'WEIGHT', 'VOLUME', 'QUANTITY')),
    reference     text not null default '',
    method        text check (method in ('FIFO', 'LIFO', 'MOVING_AVERAGE', 'STANDARD', 'PERIODIC_AVERAGE')),
    primary key (seller_id, document_no),
    unique (seller_id, caller_id),
    check ((kind = 'METHOD') = (method is not null)),
    check ((kind in ('LANDED_COST', 'PRICE_DIFFERENCE')) = (basis is not null))
);
create index cost_document_ruling on cost_document (seller_id, document_no) where kind in ('METHOD', 'PERIOD_CLOSE');

create table cost_document_line (
    seller_id   bigint not null,
    document_no bigint not null,
    line_no     integer not null,
    sku_id      bigint not null,
    layer       bigint not null default 0,  -- position of the receipt; 0: the SKU as a whole
    amount      bigint not null,
    per_units   bigint not null default 1 check (per_units > 0),  -- of a price: what so many units cost
    primary key (seller_id, document_no, line_no)
);
create index cost_document_line_by_sku on cost_document_line (seller_id, sku_id, document_no);

create table exchange_rate (
    seller_id   bigint not null,
    currency    text not null,
    valid_on    date not null,
    rate        numeric(20, 10) not null check (rate > 0),
    recorded_at timestamptz not null,
    primary key (seller_id, currency, valid_on)
);

-- projection ---------------------------------------------------------------------------------------------------------

-- Everything below reflects the postings up to position and the documents up to document_no. Its row lock orders
-- documents and the projection's batches.
create table valuation_cursor (
    seller_id   bigint primary key,
    position    bigint not null,
    document_no bigint not null,
    sku_id      bigint not null  -- of the next document, which concerns all SKUs: those up to this one are done
) with (fillfactor = 20);

create table sku_value (
    seller_id    bigint not null,
    sku_id       bigint not null,
    method       text not null,
    units        bigint not null check (units >= 0),
    value        bigint not null check (value >= 0),
    allowance    bigint not null check (allowance between 0 and value),
    variance     bigint not null,
    last_layer   bigint not null,
    last_amount  bigint,
    last_units   bigint,
    standard_amount bigint,
    standard_units  bigint,
    month        date,
    month_from   bigint not null,
    primary key (seller_id, sku_id)
) with (fillfactor = 70);

-- Units that came in together; layer is the position of their posting.
create table cost_layer (
    seller_id   bigint not null,
    sku_id      bigint not null,
    layer       bigint not null,
    quantity    integer not null check (quantity > 0),
    remaining   integer not null check (remaining between 0 and quantity),
    account     text not null,
    goods       bigint not null check (goods >= 0),
    landed      bigint not null check (landed >= 0),
    value       bigint not null check (value >= 0),  -- of what remains, where the method values layers
    provisional boolean not null,
    cause       text not null,
    received_on date not null,
    primary key (seller_id, sku_id, layer)
) with (fillfactor = 70);
create index cost_layer_open on cost_layer (seller_id, sku_id, layer) where remaining > 0;
create index cost_layer_by_cause on cost_layer (seller_id, cause);

create table layer_consumption (
    seller_id  bigint not null,
    sku_id     bigint not null,
    position   bigint not null,
    layer      bigint not null,
    quantity   integer not null check (quantity > 0),
    returned   integer not null check (returned between 0 and quantity),
    value      bigint not null check (value >= 0),   -- of what did not come back
    relief     bigint not null check (relief >= 0),  -- by which that had been written down
    account    text not null,
    order_id   bigint not null,
    channel_account_id bigint not null,
    primary key (seller_id, sku_id, position, layer)
) with (fillfactor = 70);
create index layer_consumption_by_layer on layer_consumption (seller_id, sku_id, layer);
create index layer_consumption_by_order on layer_consumption (seller_id, order_id) where order_id <> 0;

-- The stock journal: an amount goes from one account (credit) to another (debit).
create table cost_entry (
    seller_id    bigint not null,
    position     bigint not null,
    document_no  bigint not null,
    sku_id       bigint not null,
    line_no      integer not null,
    booked_on    date not null,
    from_account text not null,
    to_account   text not null,
    quantity     bigint not null check (quantity >= 0),
    amount       bigint not null check (amount >= 0),
    channel_account_id bigint not null,
    layer        bigint not null,
    primary key (seller_id, position, document_no, sku_id, line_no),
    check (from_account <> to_account)
);
create index cost_entry_by_sku on cost_entry (seller_id, sku_id, booked_on);

-- rights -------------------------------------------------------------------------------------------------------------

do $$ begin
    perform protect(t)
       from unnest(array['cost_document', 'cost_document_line', 'exchange_rate', 'valuation_cursor', 'sku_value',
                         'cost_layer', 'layer_consumption', 'cost_entry']::regclass[]) as t;
end $$;

revoke update, delete on cost_document, cost_document_line from penstock_app;
revoke delete on exchange_rate from penstock_app;
revoke update on cost_entry from penstock_app;
