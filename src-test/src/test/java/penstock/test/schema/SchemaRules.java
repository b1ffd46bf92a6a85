package penstock.test.schema;

import java.util.stream.Stream;

/** The rules of DESIGN.md, section 4, as queries over the catalogue of the current schema. */
final class SchemaRules {

    private static final String TABLES = """
            with tables as (
                select c.oid, c.relname::text as name, c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
                       (select a.attnum from pg_attribute a
                         where a.attrelid = c.oid and a.attname = 'seller_id' and not a.attisdropped) as seller_column
                  from pg_class c
                 where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                   and c.relname <> 'flyway_schema_history')
            """;

    private SchemaRules() {}

    static Stream<SchemaRule> all() {
        return Stream.of(tenancy(), keys(), powers(), rights(), behaviour()).flatMap(rules -> rules);
    }

    private static Stream<SchemaRule> tenancy() {
        return Stream.of(
                new SchemaRule(
                        "every table knows its seller",
                        TABLES + "select name from tables where seller_column is null",
                        "create table stray (thing bigint primary key)",
                        "stray"),
                new SchemaRule(
                        "row-level security is on and forced everywhere but on lease",
                        TABLES + """
                        select name from tables
                         where name <> 'lease' and not (relrowsecurity and relforcerowsecurity)
                        """,
                        "create table stray (seller_id bigint primary key); alter table stray enable row level security",
                        "stray"),
                new SchemaRule(
                        "every table has a policy for the seller's own rows",
                        TABLES + """
                        select t.name from tables t
                         where t.name <> 'lease' and not exists (
                               select from pg_policy p
                                where p.polrelid = t.oid and p.polcmd = '*' and p.polpermissive and 0 = any (p.polroles)
                                  and pg_get_expr(p.polqual, p.polrelid) like '%seller_id = (NULLIF(current_setting(%')
                        """,
                        "create table stray (seller_id bigint primary key);"
                                + " create policy all_of_it on stray using (true)",
                        "stray"),
                new SchemaRule("lease knows no business", """
                        select attname::text from pg_attribute
                         where attrelid = 'lease'::regclass and attnum > 0 and not attisdropped
                           and attname not in ('kind', 'seller_id', 'account_id', 'holder', 'fence', 'expires_at')
                        """, "alter table lease add column buyer text", "buyer"));
    }

    private static Stream<SchemaRule> keys() {
        return Stream.of(
                new SchemaRule(
                        "every table has a primary key",
                        TABLES + """
                        select t.name from tables t
                         where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)
                        """,
                        "create table stray (seller_id bigint)",
                        "stray"),
                new SchemaRule(
                        "seller_id leads every key and every index",
                        TABLES + """
                        select i.indexrelid::regclass::text from pg_index i join tables t on t.oid = i.indrelid
                         where t.name <> 'lease' and i.indkey[0] is distinct from t.seller_column
                        """,
                        "create index sku_by_brand on sku (brand, seller_id)",
                        "sku_by_brand"),
                new SchemaRule(
                        "a unique key is one seller's",
                        TABLES + """
                        select i.indexrelid::regclass::text from pg_index i join tables t on t.oid = i.indrelid
                         where i.indisunique and not t.seller_column = any (i.indkey::int2[])
                        """,
                        "create unique index one_tracking on shipment (tracking_number) where tracking_number is null",
                        "one_tracking"),
                new SchemaRule(
                        "a foreign key is composite, seller_id first on both sides",
                        """
                        select c.conname::text
                          from pg_constraint c
                          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                          join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
                         where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
                           and (a.attname <> 'seller_id' or f.attname <> 'seller_id' or cardinality(c.conkey) < 2)
                        """,
                        "create unique index sku_alone on sku (sku_id);"
                                + " alter table listing add constraint listing_to_sku foreign key (sku_id)"
                                + " references sku (sku_id)",
                        "listing_to_sku"));
    }

    private static Stream<SchemaRule> powers() {
        return Stream.of(
                new SchemaRule("the app has no power", """
                        select rolname::text from pg_roles
                         where rolname = 'penstock_app'
                           and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                        """, "alter role penstock_app createrole", "penstock_app"),
                new SchemaRule(
                        "the app is a member of nothing",
                        """
                        select m.roleid::regrole::text from pg_auth_members m join pg_roles r on r.oid = m.member
                         where r.rolname = 'penstock_app'
                        """,
                        "grant penstock_owner to penstock_app",
                        "penstock_owner"),
                new SchemaRule("the app owns nothing", """
                        select c.relname::text from pg_class c join pg_roles r on r.oid = c.relowner
                         where r.rolname = 'penstock_app'
                        union all
                        select p.proname::text from pg_proc p join pg_roles r on r.oid = p.proowner
                         where r.rolname = 'penstock_app'
                        union all
                        select n.nspname::text from pg_namespace n join pg_roles r on r.oid = n.nspowner
                         where r.rolname = 'penstock_app'
                        """, "alter table rejection owner to penstock_app", "rejection"),
                new SchemaRule(
                        "the app creates nothing in the schema",
                        """
                        select current_schema()::text
                         where has_schema_privilege('penstock_app', current_schema(), 'create')
                        """,
                        "do $$ begin execute format('grant create on schema %I to penstock_app', current_schema()); end $$",
                        "penstock"));
    }

    private static Stream<SchemaRule> rights() {
        return Stream.of(
                new SchemaRule(
                        "what is append-only cannot be changed by the app",
                        """
                        select t.name from unnest(array['posting', 'publication_attempt', 'exposure', 'stock_move', 'shipment_line', 'cost_document',
                                                'cost_document_line', 'bom_line', 'receipt_line', 'inspection_photo', 'returns_policy',
                                                'returns_rule', 'returns_rule_reason', 'returns_rule_outcome', 'return_arrival', 'refund',
                                                'production_event', 'production_event_line', 'production_output', 'service_order',
                                                'service_order_line',
                                                'backorder_slip', 'posting_detail', 'posting_serial', 'stock_count'])
                               as t (name)
                         where has_table_privilege('penstock_app', t.name, 'update')
                            or has_any_column_privilege('penstock_app', t.name, 'update')
                            or has_table_privilege('penstock_app', t.name, 'delete')
                        """,
                        "grant update (quantity) on posting to penstock_app",
                        "posting"),
                new SchemaRule(
                        "what is kept for ever cannot be deleted by the app",
                        """
                        select t.name from unnest(array['sales_order', 'order_line', 'reservation', 'balance', 'inbox',
                                                        'shipment', 'fulfilment_order', 'fulfilment_line', 'bom', 'production_order',
                                                        'production_stage', 'production_material', 'production_cost', 'purchase_order',
                                                        'purchase_line', 'announcement', 'announcement_line', 'receipt',
                                                        'discrepancy', 'inspection', 'inspection_check', 'sales_return',
                                                        'sales_return_line', 'return_item', 'backorder', 'backorder_rule',
                                                        'order_flag', 'bin', 'lot', 'serial', 'allocation', 'stock_count_line']) as t (name)
                         where has_table_privilege('penstock_app', t.name, 'delete')
                        """,
                        "grant delete on reservation to penstock_app",
                        "reservation"),
                new SchemaRule(
                        "the app empties no table and hangs nothing on it",
                        TABLES + """
                        select name from tables
                         where has_table_privilege('penstock_app', oid, 'truncate, references, trigger')
                        """,
                        "grant truncate on inbox to penstock_app",
                        "inbox"),
                new SchemaRule(
                        "the checker only reads", TABLES + """
                        select name from tables
                         where has_table_privilege('penstock_checker', oid, 'insert, update, delete, truncate')
                        """, "grant insert on sku to penstock_checker", "sku"),
                new SchemaRule("nothing is everybody's", TABLES + """
                        select t.name from tables t join pg_class c on c.oid = t.oid
                         cross join lateral aclexplode(c.relacl) as right_of where right_of.grantee = 0
                        """, "grant select on sku to public", "sku"));
    }

    private static Stream<SchemaRule> behaviour() {
        return Stream.of(
                new SchemaRule(
                        "there is no trigger",
                        TABLES + """
                        select g.tgname::text from pg_trigger g join tables t on t.oid = g.tgrelid where not g.tgisinternal
                        """,
                        "create function f() returns trigger language plpgsql as 'begin return new; end';"
                                + " create trigger watch after insert on sku for each row execute function f()",
                        "watch"),
                new SchemaRule(
                        "nothing runs with its owner's rights",
                        """
                        select proname::text from pg_proc
                         where pronamespace = current_schema()::regnamespace and prosecdef
                        """,
                        "create function stray() returns int language sql security definer as 'select 1'",
                        "stray"),
                new SchemaRule(
                        "a view reads with its reader's rights",
                        """
                        select relname::text from pg_class
                         where relnamespace = current_schema()::regnamespace and (relkind = 'm' or (relkind = 'v'
                               and not coalesce('security_invoker=true' = any (reloptions), false)))
                        """,
                        "create view stray as select * from sku",
                        "stray"),
                new SchemaRule(
                        "rows that are updated all the time have room beside them",
                        TABLES + """
                        select name from tables
                         where name in ('seller', 'balance', 'publication', 'publish_cursor', 'release_cursor', 'order_release', 'lease',
                                        'account_cursor', 'sales_order', 'order_line', 'reservation', 'inbox', 'shipment', 'fulfilment_order',
                                        'stock_detail', 'allocation', 'stock_count_line')
                           and not exists (select from unnest(reloptions) as o where o ~ '^fillfactor=[1-9][0-9]$')
                        """,
                        "alter table balance set (fillfactor = 100)",
                        "balance"),
                new SchemaRule(
                        "no index contains a counter",
                        TABLES + """
                        select i.indexrelid::regclass::text from pg_index i join tables t on t.oid = i.indrelid
                         where t.name not in ('publication_attempt', 'publication_outcome', 'exposure') -- their fence is a key, it never changes
                           and substring(pg_get_indexdef(i.indexrelid) from ' USING .*') ~ ('\\m(available|reserved|'
                               || 'quality_control|damaged|incoming|withheld|ordered|shipped|backordered|cancelled|'
                               || 'cancel_wanted|posted|voided|quantity|exposure|attempts|fence|head|changed_at|sent_quantity|shown|'
                               || 'observed|stale_since|lease_until|catalogue_version)\\M')
                        """,
                        "create index balance_available on balance (seller_id, available)",
                        "balance_available"));
    }
}
