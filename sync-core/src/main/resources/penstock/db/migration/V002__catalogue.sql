-- What is sold, made and used: SKUs of every kind, what they are known by, what they consist of.
-- Quantities stay integers: of a SKU that is measured, of 10^-decimals of its unit.

-- Gives a tenant's table its row-level security, its policies and its rights. Migrations only.
create function protect(t regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy seller_only on %s using (seller_id = nullif(current_setting(''penstock.seller_id'', true), '''')::bigint)', t);
    execute format('create policy checker_reads on %s for select to penstock_checker using (true)', t);
    execute format('grant select, insert, update, delete on %s to penstock_app', t);
    execute format('grant select on %s to penstock_checker', t);
end $$;
revoke all on function protect(regclass) from public;

alter table sku
    add column kind              text not null default 'FINISHED_GOOD'
                                 check (kind in ('FINISHED_GOOD', 'RAW_MATERIAL', 'WORK_IN_PROGRESS', 'MRO_SUPPLY', 'KIT')),
    add column unit              text not null default 'PIECE',
    add column decimals          integer not null default 0 check (decimals between 0 and 3),
    add column lifecycle         text not null default 'ACTIVE' check (lifecycle in ('ACTIVE', 'PHASING_OUT', 'DISCONTINUED')),
    add column tracking          text not null default 'NONE' check (tracking in ('NONE', 'LOT', 'SERIAL')),
    add column shelf_life_days   integer check (shelf_life_days > 0),
    add column days_on_receipt   integer check (days_on_receipt >= 0),  -- that must be left of its life when it comes
    add column days_on_sale      integer check (days_on_sale >= 0),     -- and when it is sold
    add column length_mm         integer check (length_mm > 0),
    add column width_mm          integer check (width_mm > 0),
    add column height_mm         integer check (height_mm > 0),
    add column weight_g          integer check (weight_g > 0),
    add column un_number         text check (un_number ~ '^UN[0-9]{4}$'),
    add column hazard_class      text,
    add column country_of_origin text check (country_of_origin ~ '^[A-Z]{2}$'),
    add column hs_code           text check (hs_code ~ '^[0-9]{6,13}$'),
    add column brand             text,
    add column category          text,
    add column style             text,                       -- what variants have in common
    add column attributes        text not null default '',   -- what tells them apart: colour=blue; size=M, by name
    add column low_level_code    integer not null default 0 check (low_level_code >= 0),  -- the deepest place in any bill of materials
    add constraint sku_measured check (decimals = 0 or unit not in ('PIECE', 'PAIR', 'SET')),
    add constraint sku_perishes check (shelf_life_days is null or tracking <> 'NONE'),
    add constraint sku_days     check ((days_on_receipt is null and days_on_sale is null) or shelf_life_days is not null),
    add constraint sku_hazard   check ((un_number is null) = (hazard_class is null)),
    add constraint kit_has_no_stock check (kind <> 'KIT' or (unit = 'PIECE' and tracking = 'NONE'));
create unique index sku_variant on sku (seller_id, style, attributes) where style is not null;

-- A case or a pallet of a SKU.
create table sku_pack (
    seller_id bigint not null,
    sku_id    bigint not null,
    name      text not null,
    units     integer not null check (units > 1),
    length_mm integer check (length_mm > 0),
    width_mm  integer check (width_mm > 0),
    height_mm integer check (height_mm > 0),
    weight_g  integer check (weight_g > 0),
    primary key (seller_id, sku_id, name)
);

-- What the world calls a SKU or a pack of it.
create table sku_identifier (
    seller_id bigint not null,
    sku_id    bigint not null,
    type      text not null check (type in ('GTIN', 'ASIN', 'FNSKU', 'MPN')),
    value     text not null,            -- as it is printed, without hyphens
    lookup    text not null,            -- as it is looked up: a GTIN in 14 digits
    pack      text not null default '', -- '' is the unit itself
    primary key (seller_id, type, lookup, sku_id)
);
create unique index sku_identifier_is_one on sku_identifier (seller_id, type, lookup) where type <> 'MPN';
create index sku_identifier_by_sku on sku_identifier (seller_id, sku_id);
create index sku_identifier_by_lookup on sku_identifier (seller_id, lookup);

-- A kit has no stock: its components are sold.
create table kit_component (
    seller_id        bigint not null,
    kit_sku_id       bigint not null,
    component_sku_id bigint not null,
    units            integer not null check (units > 0),  -- of the component in one kit
    primary key (seller_id, kit_sku_id, component_sku_id)
);
create index kit_component_by_component on kit_component (seller_id, component_sku_id);

-- Its row orders the changes of a seller's bills of materials, so that two of them together make no cycle.
create table bom_structure (
    seller_id bigint primary key,
    changes   bigint not null
);

create table bom (
    seller_id  bigint not null,
    bom_id     bigint not null,
    sku_id     bigint not null,
    version    integer not null check (version > 0),
    batch      integer not null check (batch > 0),  -- units that one batch yields
    state      text not null check (state in ('ACTIVE', 'RETIRED')),
    created_at timestamptz not null,
    primary key (seller_id, bom_id),
    unique (seller_id, sku_id, version)
);
create unique index bom_active on bom (seller_id, sku_id) where state = 'ACTIVE';

-- Immutable, as what was made was made by it.
create table bom_line (
    seller_id           bigint not null,
    bom_id              bigint not null,
    line_no             integer not null,
    component_sku_id    bigint not null,
    units               integer not null check (units > 0),  -- of the component in one batch
    scrap_basis_points  integer not null check (scrap_basis_points between 0 and 10000),  -- added for what is spoilt
    role                text not null check (role in ('COMPONENT', 'CONSUMABLE')),
    primary key (seller_id, bom_id, line_no),
    unique (seller_id, bom_id, component_sku_id, role)
);
create index bom_line_by_component on bom_line (seller_id, component_sku_id);

do $$ begin
    perform protect(t)
       from unnest(array['sku_pack', 'sku_identifier', 'kit_component', 'bom_structure', 'bom', 'bom_line']::regclass[]) as t;
end $$;
revoke update, delete on bom_line from penstock_app;
revoke delete on bom from penstock_app;
