-- What people say of publishing, and where channels show something else than they should.

-- Whether numbers may be written. What has no row is LIVE; a row stays when it is LIVE again, and tells who said so last.
create table publishing_mode (
    seller_id bigint not null,
    scope     text not null check (scope in ('ACCOUNT', 'SKU', 'LISTING')),
    scope_id  bigint not null,
    mode      text not null check (mode in ('LIVE', 'HELD', 'ZERO', 'SHADOW')),
    reason    text not null,
    set_by    text not null,
    set_at    timestamptz not null,
    marked_to bigint,  -- listings up to that id are marked to be looked at again; null: all of the target
    primary key (seller_id, scope, scope_id),
    check (mode <> 'SHADOW' or scope = 'ACCOUNT')
) with (fillfactor = 85);
create index publishing_mode_marking on publishing_mode (seller_id) where marked_to is not null;

-- Whether a number that somebody else wrote at the channel is written over or becomes the listing's cap.
alter table channel_account
    add column edited_numbers text not null default 'OVERWRITE' check (edited_numbers in ('OVERWRITE', 'TAKE_OVER'));

-- A channel showed something else than it was believed to. One that is open is updated by each look; it ends only when the channel was
-- seen to show what it should.
create table drift (
    seller_id  bigint not null,
    listing_id bigint not null,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    account_id bigint not null,
    cause      text not null check (cause in ('LAG', 'REJECTED', 'EDITED_AT_CHANNEL', 'LOST_WRITE', 'UNREAD_ORDER')),
    expected   integer not null,
    seen       integer,              -- null: rejected, and nobody knows what it shows
    action     text not null check (action in ('WAITS', 'SENT_AGAIN', 'OVERWRITTEN', 'TAKEN_OVER', 'LEFT', 'ASKS')),
    ended_at   timestamptz,
    primary key (seller_id, listing_id, first_seen)
) with (fillfactor = 85);
create unique index drift_open on drift (seller_id, listing_id) where ended_at is null;
create index drift_page on drift (seller_id, first_seen);

-- Which listing nobody has looked at longest.
create index publication_resting on publication (seller_id, account_id, observed_at nulls first) where next_attempt_at is null;

-- How much of a channel's daily quota an account has used; days are UTC.
create table call_quota (
    seller_id  bigint not null,
    account_id bigint not null,
    operation  text not null,
    day_began  timestamptz not null,
    used       integer not null check (used >= 0),
    primary key (seller_id, account_id, operation)
) with (fillfactor = 50);

do $$ begin
    perform protect('publishing_mode');
    perform protect('drift');
    perform protect('call_quota');
end $$;
revoke delete on publishing_mode, drift, call_quota from penstock_app;
