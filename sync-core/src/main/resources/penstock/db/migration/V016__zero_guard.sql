-- When a mistake would take many listings of an account to nothing at once, a person is asked before it is sent. Times are UTC.

-- One row an account that was ever near to it, or for which a person has said when to ask.
create table zero_guard (
    seller_id     bigint not null,
    account_id    bigint not null,
    percent       integer not null default 30 check (percent between 1 and 100),   -- of the listings that show something
    at_least      integer not null default 20 check (at_least > 0),                -- listings; fewer are never held
    state         text not null default 'WATCHING' check (state in ('WATCHING', 'HOLDING', 'PASSING')),
    counted_from  timestamptz,                        -- since when the zeroes are counted that were let through
    let_through   integer not null default 0 check (let_through >= 0),
    look_at       integer not null default 0,         -- at so many it is looked ahead again
    waited        integer not null default 0,         -- listings that waited then; when many more do, it is looked ahead, too
    would_zero    integer not null default 0,         -- when it began to hold: listings that were to show nothing, told ones included,
    showing       integer not null default 0,         -- of so many that showed something
    since         timestamptz,                        -- when it entered its state
    passing_until timestamptz,
    decided_by    text,
    decided_at    timestamptz,
    primary key (seller_id, account_id)
) with (fillfactor = 70);

-- A listing whose zero waits for a person.
create table zero_held (
    seller_id  bigint not null,
    account_id bigint not null,
    listing_id bigint not null,
    shows      integer not null check (shows > 0),    -- in the channel's units
    held_at    timestamptz not null,
    primary key (seller_id, account_id, listing_id)
);

do $$ begin
    perform protect(t) from unnest(array['zero_guard', 'zero_held']::regclass[]) as t;
end $$;
revoke delete on zero_guard from penstock_app;
