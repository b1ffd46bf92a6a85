-- Every ordered unit is somewhere: reserved, shipped, backordered, cancelled or short. A line without a SKU is parked; what nobody
-- understood of an order, what it was promised of what is to come, and what people said of it is kept with it.
select seller_id,
       format('line %s of order %s', line_no, order_id) as keys,
       format('ordered %s = reserved %s + shipped %s + backordered %s + cancelled %s + elsewhere %s + short %s does not add up',
              ordered, reserved, shipped, backordered, cancelled, elsewhere, short) as wrong
  from order_line
 where sku_id is not null
   and ordered <> reserved + shipped + backordered + cancelled + elsewhere + short
 union all
select seller_id,
       format('line %s of order %s', line_no, order_id),
       case when parked_reason is null
            then 'has no SKU and is not parked'
            else 'has no SKU, but units of it are counted as reserved, shipped, backordered or short' end
  from order_line
 where sku_id is null
   and (parked_reason is null or reserved + shipped + backordered + short <> 0)
 union all
select seller_id,
       format('line %s of order %s', line_no, order_id),
       format('is parked (%s) although it has SKU %s', parked_reason, sku_id)
  from order_line
 where sku_id is not null
   and parked_reason is not null
 union all
select l.seller_id,
       format('line %s of order %s', l.line_no, l.order_id),
       format('%s units are reserved, its open reservations are %s', l.reserved, coalesce(r.units, 0))
  from order_line l
  left join (select seller_id, order_id, line_no, sum(quantity - posted - voided) as units
               from reservation
              where state = 'PENDING'
              group by seller_id, order_id, line_no) as r
    on r.seller_id = l.seller_id and r.order_id = l.order_id and r.line_no = l.line_no
 where l.reserved <> coalesce(r.units, 0)
 union all
select l.seller_id,
       format('line %s of order %s', l.line_no, l.order_id),
       'belongs to no order'
  from order_line l
 where not exists (select from sales_order o where o.seller_id = l.seller_id and o.order_id = l.order_id)
 union all
select o.seller_id,
       format('order %s (%s)', o.order_id, o.channel_order_id),
       'has no line'
  from sales_order o
 where not exists (select from order_line l where l.seller_id = o.seller_id and l.order_id = o.order_id)
 union all
select o.seller_id,
       format('order %s (%s)', o.order_id, o.channel_order_id),
       format('%s parts of it were not understood, %s are kept', o.not_understood, coalesce(r.parts, 0))
  from sales_order o
  left join (select seller_id, subject_id, count(*) as parts
               from rejection
              where subject = 'ORDER'
              group by seller_id, subject_id) as r
    on r.seller_id = o.seller_id and r.subject_id = o.order_id
 where o.not_understood <> coalesce(r.parts, 0)
 union all
select l.seller_id,
       format('line %s of order %s', l.line_no, l.order_id),
       format('%s units are backordered, its open promises are %s', l.backordered, coalesce(b.units, 0))
  from order_line l
  left join (select seller_id, order_id, line_no, sku_id, sum(quantity - served - voided) as units
               from backorder
              where state = 'OPEN'
              group by seller_id, order_id, line_no, sku_id) as b
    on b.seller_id = l.seller_id and b.order_id = l.order_id and b.line_no = l.line_no and b.sku_id = l.sku_id
 where l.backordered <> coalesce(b.units, 0)
 union all
-- what was promised of what was still to come was no more than that, and some beyond, at that moment
select seller_id,
       format('backorder %s of order %s', backorder_id, order_id),
       format('promises %s units after %s others, of %s on their way and %s beyond', quantity, ahead, incoming, beyond)
  from backorder
 where ahead + quantity > incoming + beyond
 union all
select seller_id,
       format('backorder %s of order %s', backorder_id, order_id),
       format('is %s with %s units, %s served, %s voided', state, quantity, served, voided)
  from backorder
 where (state = 'OPEN') <> (served + voided < quantity)
    or served + voided > quantity
 union all
select o.seller_id,
       format('order %s (%s)', o.order_id, o.channel_order_id),
       format('is flagged HOLD %s and PRIORITY %s, its raised flags are %s',
              o.held, o.priority, coalesce(f.flags, 'none'))
  from sales_order o
  left join (select seller_id, order_id, bool_or(flag = 'HOLD') as held, bool_or(flag = 'PRIORITY') as priority,
                    string_agg(flag, ', ' order by flag) as flags
               from order_flag
              where lowered_at is null
              group by seller_id, order_id) as f
    on f.seller_id = o.seller_id and f.order_id = o.order_id
 where (o.held, o.priority) <> (coalesce(f.held, false), coalesce(f.priority, false))
 union all
select f.seller_id,
       format('fulfilment order %s', f.fulfilment_id),
       format('of order %s was made although that was held back: %s', f.order_id, h.reason)
  from order_flag h
  join fulfilment_order f on f.seller_id = h.seller_id and f.order_id = h.order_id
 where h.flag = 'HOLD'
   and f.created_at > h.raised_at + interval '1 minute' -- nodes' clocks may differ
   and f.created_at < coalesce(h.lowered_at, 'infinity')
