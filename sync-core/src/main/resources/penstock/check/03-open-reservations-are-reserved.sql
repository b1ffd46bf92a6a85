-- What is reserved at a place is what its open reservations say, and each reservation belongs to a line of the same SKU.
with promised as (
    select seller_id, sku_id, location_id, sum(quantity - posted - voided) as units
      from reservation
     where state = 'PENDING'
     group by seller_id, sku_id, location_id)
select seller_id,
       format('SKU %s at location %s', sku_id, location_id) as keys,
       format('%s units are reserved, open reservations are %s', coalesce(b.reserved, 0), coalesce(p.units, 0)) as wrong
  from promised p
  full join balance b using (seller_id, sku_id, location_id)
 where coalesce(b.reserved, 0) <> coalesce(p.units, 0)
 union all
select r.seller_id,
       format('reservation %s', r.reservation_id),
       case when l.order_id is null
            then format('belongs to line %s of order %s, which does not exist', r.line_no, r.order_id)
            else format('promises SKU %s to a line of SKU %s', r.sku_id, coalesce(l.sku_id::text, 'none')) end
  from reservation r
  left join order_line l on l.seller_id = r.seller_id and l.order_id = r.order_id and l.line_no = r.line_no
 where l.sku_id is distinct from r.sku_id
 union all
select seller_id,
       format('reservation %s', reservation_id),
       format('is %s with %s units, %s posted, %s voided', state, quantity, posted, voided)
  from reservation
 where (state = 'PENDING') <> (posted + voided < quantity)
    or posted + voided > quantity
