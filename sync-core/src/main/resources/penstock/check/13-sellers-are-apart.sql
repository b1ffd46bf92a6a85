-- Row-level security is on, forced, and shows a seller its own rows only: on every table that knows sellers, but for lease.
-- Seen from the catalogue; that the app's login really sees nothing else is tried by reading.
with tables as (
    select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'seller_id' and not a.attisdropped
     where n.nspname = current_schema() and c.relkind in ('r', 'p') and c.relname <> 'lease'),
policies as (
    select p.polrelid, p.polname, p.polcmd,
           pg_get_expr(p.polqual, p.polrelid) = own.rows
           and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), own.rows) = own.rows as own_rows
      from pg_policy p
     cross join (values ('(seller_id = (NULLIF(current_setting(''penstock.seller_id''::text, true), ''''::text))::bigint)'))
           as own (rows)
     where p.polpermissive
       and (0 = any (p.polroles)
            or exists (select from pg_roles r where r.rolname = 'penstock_app' and r.oid = any (p.polroles))))
select 0::bigint as seller_id,
       format('table %s', relname) as keys,
       case when not relrowsecurity then 'row-level security is off'
            else 'row-level security is not forced on its owner' end as wrong
  from tables
 where not (relrowsecurity and relforcerowsecurity)
 union all
select 0::bigint, format('table %s', t.relname), format('policy %s shows more than the seller''s own rows', p.polname)
  from tables t
  join policies p on p.polrelid = t.oid
 where p.own_rows is not true
 union all
select 0::bigint, format('table %s', t.relname), 'has no policy for the seller''s own rows'
  from tables t
 where not exists (select from policies p where p.polrelid = t.oid and p.own_rows and p.polcmd = '*')
