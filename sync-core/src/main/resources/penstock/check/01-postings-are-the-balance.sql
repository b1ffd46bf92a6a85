-- Double entry: every balance is the sum of its postings, in each condition, and no posting leads to a place without a balance.
-- Where bins, lots and serials are kept their sum is the balance, and what is allocated is what open allocations say.
with moved as (
    select seller_id, sku_id, location_id, condition, sum(units) as units
      from (select seller_id, sku_id, to_location as location_id, to_condition as condition, quantity as units
              from posting
             union all
            select seller_id, sku_id, from_location, from_condition, -quantity
              from posting) as sides
     where location_id <> 0
     group by seller_id, sku_id, location_id, condition),
held as (
    select b.seller_id, b.sku_id, b.location_id, c.condition, c.units
      from balance b
     cross join lateral (values ('available', b.available), ('reserved', b.reserved),
                                ('quality_control', b.quality_control), ('damaged', b.damaged),
                                ('incoming', b.incoming), ('withheld', b.withheld)) as c (condition, units)),
kept as (
    select b.seller_id, b.sku_id, b.location_id, c.state, c.units
      from balance b
      join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
      join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
     cross join lateral (values ('SOUND', b.available + b.reserved), ('QUALITY_CONTROL', b.quality_control),
                                ('DAMAGED', b.damaged), ('WITHHELD', b.withheld)) as c (state, units)
     where l.keeps_bins or (s.tracking <> 'NONE' and l.kind in ('WAREHOUSE', 'IN_TRANSIT', 'VIRTUAL'))),
detailed as (
    select seller_id, sku_id, location_id, state, sum(units) as units
      from stock_detail
     group by seller_id, sku_id, location_id, state),
assigned as (
    select seller_id, sku_id, location_id, bin_id, lot_id, sum(quantity - shipped - released) as units
      from allocation
     where state = 'OPEN'
     group by seller_id, sku_id, location_id, bin_id, lot_id),
pieces as (
    select seller_id, sku_id, location_id, bin_id, lot_id, physical as state, count(*) as units
      from serial
     where state = 'IN_STOCK'
     group by seller_id, sku_id, location_id, bin_id, lot_id, physical)
select seller_id,
       format('SKU %s at location %s', sku_id, location_id) as keys,
       case when held.units is null
            then format('postings left %s units %s, but there is no such balance', moved.units, condition)
            else format('%s is %s, its postings say %s', condition, held.units, coalesce(moved.units, 0)) end as wrong
  from moved
  full join held using (seller_id, sku_id, location_id, condition)
 where coalesce(moved.units, 0) <> coalesce(held.units, 0)
 union all
select seller_id,
       format('SKU %s at location %s, bins and lots', sku_id, location_id),
       format('%s units are %s, its bins and lots have %s', coalesce(k.units, 0), state, coalesce(d.units, 0))
  from kept k
  full join detailed d using (seller_id, sku_id, location_id, state)
 where coalesce(k.units, 0) <> coalesce(d.units, 0)
 union all
select seller_id,
       format('SKU %s at location %s, bin %s, lot %s', sku_id, location_id, bin_id, lot_id),
       format('%s units are allocated, open allocations are %s', coalesce(d.allocated, 0), coalesce(a.units, 0))
  from (select * from stock_detail where state = 'SOUND') as d
  full join assigned a using (seller_id, sku_id, location_id, bin_id, lot_id)
 where coalesce(d.allocated, 0) <> coalesce(a.units, 0)
 union all
select p.seller_id,
       format('SKU %s at location %s, bin %s, lot %s', p.sku_id, p.location_id, p.bin_id, p.lot_id),
       format('%s pieces are there, but only %s units %s', p.units, coalesce(d.units, 0), p.state)
  from pieces p
  left join stock_detail d on d.seller_id = p.seller_id and d.sku_id = p.sku_id and d.location_id = p.location_id
                          and d.bin_id = p.bin_id and d.lot_id = p.lot_id and d.state = p.state
 where p.units > coalesce(d.units, 0)
