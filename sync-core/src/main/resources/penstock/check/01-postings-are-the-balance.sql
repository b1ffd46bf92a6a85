-- Double entry: every balance is the sum of its postings, in each condition, and no posting leads to a place without a balance.
-- Bins and lots are not kept yet; when they are, their sum is compared here as well.
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
                                ('incoming', b.incoming)) as c (condition, units))
select seller_id,
       format('SKU %s at location %s', sku_id, location_id) as keys,
       case when held.units is null
            then format('postings left %s units %s, but there is no such balance', moved.units, condition)
            else format('%s is %s, its postings say %s', condition, held.units, coalesce(moved.units, 0)) end as wrong
  from moved
  full join held using (seller_id, sku_id, location_id, condition)
 where coalesce(moved.units, 0) <> coalesce(held.units, 0)
