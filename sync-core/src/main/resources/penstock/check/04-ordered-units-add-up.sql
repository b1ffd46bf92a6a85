-- Every ordered unit is somewhere: reserved, shipped, backordered, cancelled or short. A line without a SKU is parked; what nobody
-- understood of an order is kept with it.
select seller_id,
       format('line %s of order %s', line_no, order_id) as keys,
       format('ordered %s = reserved %s + shipped %s + backordered %s + cancelled %s + short %s does not add up',
              ordered, reserved, shipped, backordered, cancelled, short) as wrong
  from order_line
 where sku_id is not null
   and ordered <> reserved + shipped + backordered + cancelled + short
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
