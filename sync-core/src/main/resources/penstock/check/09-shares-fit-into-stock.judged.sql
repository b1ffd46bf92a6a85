-- Units that channels may still sell of a partitioned SKU are units that are there: of channels that sell no more than they are
-- told. Exposure drains as Exposures.java says. Where it is more than there is, all that happened since it last fitted is gone
-- through, and excused is what came from outside and nothing else: units that were lost or oversold, numbers that were lowered
-- because of it (an absolute one counts on top of the one before until it was seen), and units of short lines that are served
-- later, which drain their channel a second time. What the own site promises is not: it asks before, and takes over its holds.
with shares as (
    select p.seller_id, p.sku_id, p.listing_id, p.account_id, p.exposure, p.exposed_from, l.pack_size, l.channel_sku,
           coalesce((select sum(case when o.net > 0 then greatest(0, o.net - o.elsewhere) else o.net end)
                       from (select sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end) as net,
                                    (select coalesce(sum(n.ordered - n.cancelled - n.elsewhere), 0) from order_line n
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
                       join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                      and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                      where b.seller_id = e.seller_id and b.sku_id = e.sku_id), 0) as available
      from (select seller_id, sku_id, sum(greatest(0, exposure - drained)) as units
              from shares
             group by seller_id, sku_id) as e),
beyond as (
    select * from there where units > available),
-- what each of their listings could sell from a position on: as it was noted then, and at last what its row says
noted as (
    select s.seller_id, s.sku_id, s.listing_id, e.position, e.fence, e.settled, e.units, t.quantity * s.pack_size as sent
      from beyond b
      join shares s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
      join exposure e on e.seller_id = s.seller_id and e.listing_id = s.listing_id
      left join publication_attempt t on t.seller_id = e.seller_id and t.listing_id = e.listing_id and t.fence = e.fence
     union all
    select s.seller_id, s.sku_id, s.listing_id, s.exposed_from, 9223372036854775807, true, s.exposure, null
      from beyond b
      join shares s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
      left join lateral (select e.position, e.units from exposure e
                          where e.seller_id = s.seller_id and e.listing_id = s.listing_id
                          order by e.fence desc, e.settled desc limit 1) as e on true
     where (s.exposed_from, s.exposure) is distinct from (e.position, e.units)),
spans as (
    select *, lead(position) over (partition by seller_id, listing_id order by position) as until
      from (select n.*, row_number() over (partition by seller_id, listing_id, position
                                               order by fence desc, settled desc) as back
              from noted n) as n
     where back = 1),
-- orders through the listing in each span, one by one; a line served after its order was taken in had been sold before
sold as (
    select s.*, s.units - sum(case when s.net > 0 then greatest(0, s.net - s.elsewhere) else s.net end
                            - case when s.net > s.moved then greatest(0, s.net - s.moved - s.elsewhere)
                                   else s.net - s.moved end)
                    over (partition by s.seller_id, s.listing_id, s.since order by s.position) as may_sell
      from (select f.seller_id, f.sku_id, f.listing_id, f.position as since, f.units, g.position, m.moved,
                   case when m.moved > 0 and g.posted_at > o.created_at then m.moved else 0 end as served_late,
                   sum(m.moved) over (partition by f.seller_id, f.listing_id, f.position, g.cause_id order by g.position)
                       as net,
                   (select coalesce(sum(n.ordered - n.cancelled - n.elsewhere), 0) from order_line n
                     where n.seller_id = g.seller_id and n.order_id = g.cause_id and n.sku_id = f.sku_id
                       and n.channel_sku <> h.channel_sku) as elsewhere
              from spans f
              join shares h on h.seller_id = f.seller_id and h.listing_id = f.listing_id
              join posting g on g.seller_id = f.seller_id and g.sku_id = f.sku_id and g.cause = 'ORDER'
                            and g.position > f.position and g.position <= coalesce(f.until, g.position)
              join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id and o.account_id = h.account_id
             cross join lateral (
                   select case when g.to_condition = 'reserved' then g.quantity else -g.quantity end as moved) as m
             where exists (select from order_line n
                            where n.seller_id = g.seller_id and n.order_id = g.cause_id and n.sku_id = f.sku_id
                              and n.channel_sku = h.channel_sku)) as s),
steps as (
    select *,
           may_sell - coalesce(before, 0) as change
      from (select *,
                   lag(may_sell) over (partition by seller_id, listing_id order by position, kind) as before,
                   coalesce(sum(served_late) over (partition by seller_id, listing_id order by position, kind), 0) as served
              from (select seller_id, sku_id, listing_id, position, 0 as kind, greatest(0, may_sell) as may_sell,
                           served_late, null::bigint as sent
                      from sold
                     union all
                    select seller_id, sku_id, listing_id, position, 1, units, 0, sent from spans) as s) as s),
-- what each posting and each number made of the excess, and how much of that is excused
events as (
    select g.seller_id, g.sku_id, g.position, 0 as kind, 0 as listing_id, g.posted_at,
           coalesce(s.change, 0)
               + case when g.from_condition = 'available' and f.location_id is not null then g.quantity else 0 end
               - case when g.to_condition = 'available' and t.location_id is not null then g.quantity else 0 end as change,
           g.quantity as excused,
           g.cause = 'ORDER' and a.own_skus
               and (not exists (select from reservation r
                                 where r.seller_id = g.seller_id and r.order_id = g.cause_id and r.sku_id = g.sku_id
                                   and r.voided > 0 and r.state not in ('VOIDED', 'EXPIRED'))
                    -- what a hold gives to the order that takes it over is that order's, even if the hold had been broken
                    or o.phase = 'TAKEN' and g.to_condition = 'available'
                       and exists (select from posting t
                                     join sales_order n on n.seller_id = t.seller_id and n.order_id = t.cause_id
                                    where t.seller_id = g.seller_id and t.sku_id = g.sku_id and t.position > g.position
                                      and t.posted_at = g.posted_at and t.cause = 'ORDER' and t.to_condition = 'reserved'
                                      and n.account_id = o.account_id and n.created_at = t.posted_at)) as promised
      from beyond b
      join posting g on g.seller_id = b.seller_id and g.sku_id = b.sku_id
      left join location f on f.seller_id = g.seller_id and f.location_id = g.from_location
                          and f.kind not in ('IN_TRANSIT', 'VIRTUAL')
      left join location t on t.seller_id = g.seller_id and t.location_id = g.to_location
                          and t.kind not in ('IN_TRANSIT', 'VIRTUAL')
      left join (select seller_id, sku_id, position, sum(change) as change from steps
                  where kind = 0 group by seller_id, sku_id, position) as s
             on s.seller_id = g.seller_id and s.sku_id = g.sku_id and s.position = g.position
      left join sales_order o on g.cause = 'ORDER' and o.seller_id = g.seller_id and o.order_id = g.cause_id
      left join channel_account a on a.seller_id = o.seller_id and a.account_id = o.account_id
     union all
    select seller_id, sku_id, position, kind, listing_id, null, change,
           -- a number that lowers goes on top of an exposure that drained twice: whatever sets that right comes after it
           case when sent <= before then change
                else served - coalesce(max(served) filter (where (sent <= before) is not true)
                                           over (partition by seller_id, listing_id order by position
                                                  rows between unbounded preceding and 1 preceding), 0) end,
           false
      from steps
     where kind = 1),
excesses as (
    select *,
           sum(change) over (partition by seller_id, sku_id order by position, kind, change, listing_id
                              rows unbounded preceding) as excess,
           row_number() over (partition by seller_id, sku_id order by position, kind, change, listing_id) as number
      from events),
since as (
    select *, coalesce(max(number) filter (where excess <= 0) over (partition by seller_id, sku_id), 0) as fitted
      from excesses),
explained as (
    select seller_id, sku_id,
           sum(least(change, excess)) filter (where kind = 0 and change > 0 and not promised) as lost,
           coalesce(sum(greatest(0, least(change, excess) - greatest(0, excused))) filter (where change > 0 and not promised), 0)
               + greatest(0, coalesce(sum(least(change, excess)) filter (where promised), 0)) as not_excused,
           min(position) filter (where kind = 0 and change > 0 and not promised) as since,
           max(posted_at) filter (where change > 0 and not promised) as last_at
      from since
     where number > fitted
     group by seller_id, sku_id)
select b.seller_id,
       format('SKU %s', b.sku_id) as keys,
       format('channels may still sell %s units, %s are available: %s were lost or oversold outside%s%s',
              b.units, b.available, coalesce(e.lost, 0),
              ' since position ' || e.since || ', the last ' || date_trunc('second', timestamptz :now - e.last_at) || ' ago',
              ', ' || nullif(e.not_excused, 0) || ' more than that can explain were allowed') as wrong,
       coalesce(e.not_excused, 1) = 0 as excused
  from beyond b
  left join explained e on e.seller_id = b.seller_id and e.sku_id = b.sku_id
