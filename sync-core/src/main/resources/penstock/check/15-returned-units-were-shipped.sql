-- No more comes back of a line than was shipped; what came of a return is what its items say, and what their postings say.
select r.seller_id,
       format('line %s of order %s', l.order_line_no, r.order_id) as keys,
       format('%s units of it came back or are to, %s were shipped',
              sum(case when r.state in ('AUTHORISED', 'IN_TRANSIT') then l.units else l.received end),
              coalesce(max(o.shipped), 0)) as wrong
  from sales_return r
  join sales_return_line l on l.seller_id = r.seller_id and l.return_id = r.return_id
  left join order_line o on o.seller_id = r.seller_id and o.order_id = r.order_id and o.line_no = l.order_line_no
 where r.order_id is not null
 group by r.seller_id, r.order_id, l.order_line_no
having sum(case when r.state in ('AUTHORISED', 'IN_TRANSIT') then l.units else l.received end) > coalesce(max(o.shipped), 0)
 union all
select l.seller_id,
       format('line %s of return %s', l.line_no, l.return_id),
       format('%s units of it have come, its items say %s', l.received, coalesce(i.units, 0))
  from sales_return_line l
  left join (select seller_id, return_id, line_no, sum(units) as units
               from return_item
              group by seller_id, return_id, line_no) as i
    on i.seller_id = l.seller_id and i.return_id = l.return_id and i.line_no = l.line_no
 where l.received <> coalesce(i.units, 0)
 union all
select i.seller_id,
       format('item %s of return %s', i.item_id, i.return_id),
       format('%s units came from the customer, its postings say %s', i.units, coalesce(p.units, 0))
  from return_item i
  left join (select seller_id, cause_id, sku_id, sum(quantity) as units
               from posting
              where cause = 'RETURN' and from_location = 0 and from_condition = 'customer'
              group by seller_id, cause_id, sku_id) as p
    on p.seller_id = i.seller_id and p.cause_id = i.item_id and p.sku_id = i.sku_id
 where i.units <> coalesce(p.units, 0)
 union all
select i.seller_id,
       format('item %s of return %s', i.item_id, i.return_id),
       format('is %s, but %s of its %s units have left', coalesce(i.ended_as, i.disposition), coalesce(p.units, 0), i.units)
  from return_item i
  left join (select seller_id, cause_id, sum(quantity) as units
               from posting
              where cause = 'RETURN' and to_location = 0
              group by seller_id, cause_id) as p
    on p.seller_id = i.seller_id and p.cause_id = i.item_id
 where coalesce(p.units, 0)
       <> case when coalesce(i.ended_as, i.disposition) in ('DISPOSE', 'BACK_TO_SUPPLIER') then i.units else 0 end
