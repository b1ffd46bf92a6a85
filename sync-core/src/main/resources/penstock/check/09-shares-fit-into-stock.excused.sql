-- The other half of invariant 9: shares beyond stock because stock was lost or oversold outside. Not a violation, but shown.
with drained as (
    select p.seller_id, p.sku_id, p.listing_id, p.account_id, p.exposure, p.exposed_from, p.stale_since,
           coalesce((select sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end)
                       from posting g
                       join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id
                      where g.seller_id = p.seller_id and g.sku_id = p.sku_id and g.position > p.exposed_from
                        and g.cause = 'ORDER' and o.account_id = p.account_id), 0) as drained
      from publication p
      join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
     where s.sharing = 'PARTITIONED'),
exposed as (
    select seller_id, sku_id, sum(greatest(0, exposure - drained)) as units, min(exposed_from) as since
      from drained
     group by seller_id, sku_id),
there as (
    select e.seller_id, e.sku_id, e.units, e.since,
           coalesce((select sum(b.available) from balance b
                      where b.seller_id = e.seller_id and b.sku_id = e.sku_id), 0) as available
      from exposed e),
-- gone since the oldest exposure began: vanished, damaged, or sold by a channel beyond what it was allowed
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
                         left join (select d.account_id, sum(d.exposure) as units
                                      from drained d
                                     where d.seller_id = t.seller_id and d.sku_id = t.sku_id
                                     group by d.account_id) as allowed on allowed.account_id = sold.account_id), 0)
           as units_lost
      from there t
     where t.units > t.available)
select l.seller_id,
       format('SKU %s', l.sku_id) as keys,
       format('channels may still sell %s units, %s are available: %s were lost or oversold outside, the last %s ago',
              l.units, l.available, l.units_lost,
              date_trunc('second', timestamptz :now - (
                  select max(g.posted_at) from posting g
                   where g.seller_id = l.seller_id and g.sku_id = l.sku_id and g.position > l.since))) as wrong
  from lost l
 where l.units - l.available <= l.units_lost
