-- The other half of invariant 9: shares beyond stock because stock was lost or oversold outside. Not a violation, but shown.
with shares as (
    select p.seller_id, p.sku_id, p.listing_id, p.account_id, p.exposure, p.exposed_from, l.pack_size, a.compares_and_sets,
           coalesce((select sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end)
                       from posting g
                       join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id
                      where g.seller_id = p.seller_id and g.sku_id = p.sku_id and g.position > p.exposed_from
                        and g.cause = 'ORDER' and o.account_id = p.account_id), 0) as drained
      from publication p
      join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
      join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
      join channel_account a on a.seller_id = p.seller_id and a.account_id = p.account_id
     where s.sharing = 'PARTITIONED' and a.enforces_number and not a.own_skus),
there as (
    select e.*,
           coalesce((select sum(b.available) from balance b
                      where b.seller_id = e.seller_id and b.sku_id = e.sku_id), 0) as available
      from (select seller_id, sku_id, sum(greatest(0, exposure - drained)) as units
              from shares
             group by seller_id, sku_id) as e),
beyond as (
    select * from there where units > available),
-- Numbers that were lowered one after the other since the last time one rose. While an absolute write may have undone unread
-- sales, each counts on top of the one before.
lowered as (
    select a.seller_id, a.listing_id, min(a.position) as since,
           sum(case when a.rises = 0 and not a.compares_and_sets then a.quantity * a.pack_size else 0 end) as units
      from (select t.*, sum(t.rises) over (partition by t.seller_id, t.listing_id order by t.fence desc
                                           rows between unbounded preceding and 1 preceding) as later_rises
              from (select p.seller_id, p.listing_id, p.fence, p.position, p.quantity, s.pack_size, s.compares_and_sets,
                           case when p.quantity > coalesce(lag(p.quantity) over (
                                     partition by p.seller_id, p.listing_id order by p.fence), -1)
                                then 1 else 0 end as rises
                      from publication_attempt p
                      join shares s on s.seller_id = p.seller_id and s.listing_id = p.listing_id
                      join beyond b on b.seller_id = s.seller_id and b.sku_id = s.sku_id) as t) as a
     where coalesce(a.later_rises, 0) = 0
     group by a.seller_id, a.listing_id),
since as (
    select b.*, w.since, w.lowered
      from beyond b
     cross join lateral (
           select min(least(s.exposed_from, coalesce(l.since, s.exposed_from))) as since,
                  coalesce(sum(l.units), 0) as lowered
             from shares s
             left join lowered l on l.seller_id = s.seller_id and l.listing_id = s.listing_id
            where s.seller_id = b.seller_id and s.sku_id = b.sku_id) as w),
-- gone since then: vanished, damaged, or sold by a channel beyond what it was allowed
lost as (
    select t.*,
           coalesce((select sum(g.quantity) from posting g
                      where g.seller_id = t.seller_id and g.sku_id = t.sku_id and g.position > t.since
                        and g.from_condition in ('available', 'reserved')
                        and g.to_condition in ('adjustment', 'damaged', 'quality_control')), 0)
           + coalesce((select sum(greatest(0, sold.units - coalesce(allowed.units, 0)))
                         from (select o.account_id,
                                      sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end)
                                      as units
                                 from posting g
                                 join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id
                                 left join channel_account a
                                   on a.seller_id = o.seller_id and a.account_id = o.account_id
                                where g.seller_id = t.seller_id and g.sku_id = t.sku_id and g.position > t.since
                                  and g.cause = 'ORDER' and not coalesce(a.own_skus, false)
                                group by o.account_id) as sold
                         left join (select s.account_id, sum(s.exposure) as units
                                      from shares s
                                     where s.seller_id = t.seller_id and s.sku_id = t.sku_id
                                     group by s.account_id) as allowed on allowed.account_id = sold.account_id), 0)
           as lost
      from since t),
explained as (
    select l.*, case when l.lost = 0 then 0 else l.lost + l.lowered end as excused from lost l)
select e.seller_id,
       format('SKU %s', e.sku_id) as keys,
       format('channels may still sell %s units, %s are available: %s were lost or oversold outside, the last %s ago',
              e.units, e.available, e.lost,
              date_trunc('second', timestamptz :now - (
                  select max(g.posted_at) from posting g
                   where g.seller_id = e.seller_id and g.sku_id = e.sku_id and g.position > e.since))) as wrong
  from explained e
 where e.units - e.available <= e.excused
