-- The database refuses it by a CHECK as well; this finds a balance should that ever have been dropped.
select b.seller_id,
       format('SKU %s at location %s', b.sku_id, b.location_id) as keys,
       format('%s is %s', c.condition, c.units) as wrong
  from balance b
 cross join lateral (values ('available', b.available), ('reserved', b.reserved),
                            ('quality_control', b.quality_control), ('damaged', b.damaged),
                            ('incoming', b.incoming), ('withheld', b.withheld)) as c (condition, units)
 where c.units < 0
