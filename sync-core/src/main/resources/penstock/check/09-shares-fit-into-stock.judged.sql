-- Units that channels may still sell of a partitioned SKU are units that are there: of channels that sell no more than they are
-- told. Exposure drains as Exposures.java says. Shares beyond stock because stock was lost or oversold outside are excused: no
-- violation, but shown.
with shares as (
    select p.seller_id, p.sku_id, p.listing_id, p.account_id, p.exposure, p.exposed_from, l.pack_size, a.compares_and_sets,
           coalesce((select sum(case when o.net > 0 then greatest(0, o.net - o.elsewhere) else o.net end)
                       from (select sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end) as net,
                                    (select coalesce(sum(n.ordered - n.cancelled), 0) from order_line n
                                      where n.seller_id = p.seller_id and n.order_id = g.cause_id and n.sku_id = p.sku_id
                                        and n.channel_sku <> l.channel_sku) as elsewhere
                               from posting g
                               join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id
                              where g.seller_id = p.seller_id and g.sku_id = p.sku_id and g.position > p.exposed_from
                                and g.cause = 'ORDER' and o.account_id = p.account_id
                                and exists (select from order_line n
                                             where n.seller_id = p.seller_id and n.order_id = g.cause_id
                                               and n.sku_id = p.sku_id and n.channel_sku = l.channel_sku)
                              group by g.cause_id) as o), 0) as drained
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
-- Gone from outside in the last days: vanished, damaged, or taken by a channel that enforces no number. Later numbers take time to
-- come down, and while an absolute write may have undone unread sales, each counts on top of the one before.
gone as (
    select b.seller_id, b.sku_id, min(g.position) as since, sum(g.quantity) as units
      from beyond b
      join posting g on g.seller_id = b.seller_id and g.sku_id = b.sku_id
      left join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id and g.cause = 'ORDER'
      left join channel_account a on a.seller_id = o.seller_id and a.account_id = o.account_id
     where g.posted_at > timestamptz :now - interval '7 days'
       and ((g.from_condition in ('available', 'reserved') and g.to_condition in ('adjustment', 'damaged', 'quality_control'))
            or (g.cause = 'ORDER' and g.to_condition = 'reserved' and not coalesce(a.own_skus, false)
                and not exists (select from shares s
                                 where s.seller_id = g.seller_id and s.sku_id = g.sku_id and s.account_id = o.account_id)))
     group by b.seller_id, b.sku_id),
-- sold by a channel beyond what it was allowed, since it was last told
oversold as (
    select b.seller_id, b.sku_id, min(s.exposed_from) as since, sum(greatest(0, s.drained - s.exposure)) as units
      from beyond b
      join shares s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
     group by b.seller_id, b.sku_id),
lost as (
    select b.*, least(g.since, o.since) as since, coalesce(g.units, 0) + o.units as lost
      from beyond b
      join oversold o on o.seller_id = b.seller_id and o.sku_id = b.sku_id
      left join gone g on g.seller_id = b.seller_id and g.sku_id = b.sku_id),
explained as (
    select l.*,
           case when l.lost = 0 then 0
                else l.lost + coalesce((select sum(t.quantity * s.pack_size)
                                          from publication_attempt t
                                          join shares s on s.seller_id = t.seller_id and s.listing_id = t.listing_id
                                         where s.seller_id = l.seller_id and s.sku_id = l.sku_id
                                           and t.position >= l.since and not s.compares_and_sets), 0) end as excused
      from lost l)
select e.seller_id,
       format('SKU %s', e.sku_id) as keys,
       format('channels may still sell %s units, %s are available: %s were lost or oversold outside%s',
              e.units, e.available, e.lost,
              ' since position ' || e.since || ', the last ' || date_trunc('second', timestamptz :now - (
                  select max(g.posted_at) from posting g
                   where g.seller_id = e.seller_id and g.sku_id = e.sku_id and g.position > e.since)) || ' ago') as wrong,
       e.units - e.available <= e.excused as excused
  from explained e
