-- By which rules the numbers of listings are made, and with every number that was sent the stages that led to it.

create table rule_set (
    seller_id    bigint not null,
    version      integer not null check (version > 0),  -- dense
    state        text not null check (state in ('DRAFT', 'ACTIVE', 'ARCHIVED')),
    revision     integer not null check (revision > 0),  -- of the draft; who changes one says which he looked at
    note         text not null,
    written_by   text not null,
    written_at   timestamptz not null,
    activated_by text,
    activated_at timestamptz,
    archived_at  timestamptz,
    replaces     integer,  -- the version that it ended
    marked_to    bigint,   -- listings up to that id are marked to be looked at again; null: all that it concerns
    primary key (seller_id, version),
    check ((state = 'DRAFT') = (activated_at is null)),
    check ((activated_at is null) = (activated_by is null)),
    check ((state = 'ARCHIVED') = (archived_at is not null))
);
create unique index rule_set_active on rule_set (seller_id) where state = 'ACTIVE';
create index rule_set_marking on rule_set (seller_id, version) where marked_to is not null;

-- A column a setting, null where the rule says nothing of it. Of a draft it may change, of anything else never.
create table publication_rule (
    seller_id       bigint not null,
    version         integer not null,
    rule_no         integer not null check (rule_no > 0),
    scope           text not null check (scope in ('SELLER', 'CHANNEL', 'CATEGORY', 'SKU', 'LISTING')),
    scope_id        bigint not null,  -- of the account, SKU or listing
    category        text not null,
    fresh_hours     integer check (fresh_hours >= 0),
    gone_hours      integer check (gone_hours > fresh_hours),
    fresh_percent   integer check (fresh_percent between 0 and 100),
    safety_kind     text check (safety_kind in ('FIXED', 'PERCENTAGE', 'DAYS_OF_COVER', 'RISK')),
    safety_value    integer check (safety_value >= 0),  -- units, percent, days or basis points
    division        text check (division in ('WEIGHT', 'VELOCITY', 'DEDICATED', 'LAST_UNITS')),
    last_units      integer check (last_units > 0),
    last_account_id bigint,
    percentage      integer check (percentage between 0 and 100),
    quantity_cap    integer check (quantity_cap >= 0),
    minimum         integer check (minimum > 0),
    end_when        integer check (end_when between 0 and minimum - 1),
    paused          boolean,
    backorders      boolean,
    primary key (seller_id, version, rule_no),
    unique (seller_id, version, scope, scope_id, category),
    check ((scope in ('SELLER', 'CATEGORY')) = (scope_id = 0)),
    check ((scope = 'CATEGORY') = (category <> '')),
    check ((safety_kind is null) = (safety_value is null)),
    check ((division = 'LAST_UNITS') = (last_units is not null and last_account_id is not null)),
    check ((minimum is null) = (end_when is null))
);

-- The only locations that a rule lets listings sell from; a rule without any says nothing of it.
create table publication_rule_location (
    seller_id   bigint not null,
    version     integer not null,
    rule_no     integer not null,
    location_id bigint not null,
    primary key (seller_id, version, rule_no, location_id)
);

-- Units kept for an account by a rule that dedicates.
create table publication_rule_account (
    seller_id  bigint not null,
    version    integer not null,
    rule_no    integer not null,
    account_id bigint not null,
    units      integer not null check (units >= 0),
    primary key (seller_id, version, rule_no, account_id)
);

alter table publication_attempt
    add column rules_version integer not null default 0,  -- 0: no rule set was active
    add column stages        text not null default '';    -- a line each: kind, units after it, by which rule, words

-- Immutable: what the channel answered to a claim, or was read to show.
create table publication_outcome (
    seller_id  bigint not null,
    listing_id bigint not null,
    fence      bigint not null,  -- the claim
    outcome    text not null check (outcome in ('DONE', 'PENDING', 'REFUSED', 'NOT_SENT', 'UNKNOWN', 'SEEN')),
    seen       integer,          -- what it showed
    detail     text not null,
    noted_at   timestamptz not null,
    primary key (seller_id, listing_id, fence),
    check ((outcome = 'SEEN') = (seen is not null))
);

create index feed_applied on feed_run (seller_id, location_id, received_at) where state = 'APPLIED';

do $$ begin
    perform protect(t)
       from unnest(array['rule_set', 'publication_rule', 'publication_rule_location', 'publication_rule_account',
                         'publication_outcome']::regclass[]) as t;
end $$;
revoke update, delete on publication_outcome from penstock_app;
revoke delete on rule_set from penstock_app;
