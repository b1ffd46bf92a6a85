-- What room costs a month: of a location, and of a zone in it of which something else is said.
create table space_cost (
    seller_id    bigint not null,
    location_id  bigint not null,
    zone         text not null,        -- '' the whole location
    minor_per_m3 bigint not null check (minor_per_m3 >= 0),
    currency     text not null check (currency ~ '^[A-Z]{3}$'),  -- one for all of a location
    primary key (seller_id, location_id, zone)
);

do $$ begin
    perform protect('space_cost');
end $$;
revoke delete on space_cost from penstock_app;
