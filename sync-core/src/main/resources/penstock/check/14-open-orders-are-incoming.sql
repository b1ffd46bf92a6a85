-- What suppliers still owe is incoming, no more and no less; what has come is in the ledger as its receipt says, and on the order.
-- What a receipt put into quality control and did not take out again waits for an inspection or a resolution, or has ended as
-- gone. Other documents have their units there too, and a stock move may clear anybody's: so the balance itself says nothing.
with expected as (
    select l.seller_id, l.sku_id, o.location_id, sum(l.ordered - l.received - l.cancelled) as units
      from purchase_line l
      join purchase_order o on o.seller_id = l.seller_id and o.purchase_id = l.purchase_id
     where o.state in ('ORDERED', 'PARTLY_RECEIVED')
     group by l.seller_id, l.sku_id, o.location_id),
incoming as (
    select seller_id, sku_id, location_id, sum(units) as units
      from (select seller_id, sku_id, to_location as location_id, quantity as units
              from posting
             where to_condition = 'incoming' and cause in ('PURCHASE', 'RECEIPT')
             union all
            select seller_id, sku_id, from_location, -quantity
              from posting
             where from_condition = 'incoming' and cause in ('PURCHASE', 'RECEIPT')) as sides
     group by seller_id, sku_id, location_id)
select seller_id,
       format('SKU %s at location %s', sku_id, location_id) as keys,
       format('%s units are expected from suppliers, %s are incoming', coalesce(e.units, 0), coalesce(i.units, 0)) as wrong
  from expected e
  full join incoming i using (seller_id, sku_id, location_id)
 where coalesce(e.units, 0) <> coalesce(i.units, 0)
 union all
select l.seller_id,
       format('line %s of purchase order %s', l.line_no, l.purchase_id),
       format('%s units of it have come, its receipts say %s', l.received + l.surplus, coalesce(r.units, 0) - coalesce(b.units, 0))
  from purchase_line l
  left join (select seller_id, purchase_id, purchase_line_no, sum(sound + damaged) as units
               from receipt_line
              where purchase_id is not null
              group by seller_id, purchase_id, purchase_line_no) as r
    on r.seller_id = l.seller_id and r.purchase_id = l.purchase_id and r.purchase_line_no = l.line_no
  left join (select seller_id, purchase_id, purchase_line_no, sum(units) as units
               from discrepancy
              where kind = 'OVER' and resolution = 'SEND_BACK'
              group by seller_id, purchase_id, purchase_line_no) as b
    on b.seller_id = l.seller_id and b.purchase_id = l.purchase_id and b.purchase_line_no = l.line_no
 where l.received + l.surplus <> coalesce(r.units, 0) - coalesce(b.units, 0)
 union all
select o.seller_id,
       format('purchase order %s', o.number),
       format('is %s, but of line %s %s of %s units have come', o.state, l.line_no, l.received, l.ordered)
  from purchase_order o
  join purchase_line l on l.seller_id = o.seller_id and l.purchase_id = o.purchase_id
 where case o.state
       when 'RECEIVED' then l.received + l.cancelled <> l.ordered
       when 'CLOSED' then l.received + l.cancelled <> l.ordered
       else o.state in ('DRAFT', 'ORDERED', 'CANCELLED') and l.received + l.surplus > 0 end
 union all
select i.seller_id,
       format('item %s of receipt %s', i.item_id, i.receipt_id),
       format('%s units came in, its postings say %s', i.sound + i.damaged, coalesce(p.units, 0))
  from receipt_line i
  left join (select seller_id, cause_id, sum(quantity) as units
               from posting
              where cause = 'RECEIPT' and (from_location = 0 or from_condition = 'incoming')
              group by seller_id, cause_id) as p
    on p.seller_id = i.seller_id and p.cause_id = i.item_id
 where i.sku_id is not null
   and i.sound + i.damaged <> coalesce(p.units, 0)
 union all
select coalesce(w.seller_id, p.seller_id),
       format('item %s of a receipt', coalesce(w.item_id, p.item_id)),
       format('%s units of it wait in quality control, its postings say %s', coalesce(w.units, 0), coalesce(p.units, 0))
  from (select seller_id, item_id, sum(units) as units
          from (select seller_id, item_id, units
                  from inspection
                 where state in ('OPEN', 'REJECTED', 'GONE')
                 union all
                select d.seller_id, d.item_id, d.units
                  from discrepancy d
                  join receipt_line i on i.seller_id = d.seller_id and i.item_id = d.item_id
                 where d.kind in ('OVER', 'WRONG', 'UNFIT') and coalesce(d.resolution, 'GONE') = 'GONE'
                   and i.sku_id is not null) as waiting
         group by seller_id, item_id) as w
  full join (select seller_id, cause_id as item_id, sum(units) as units
               from (select seller_id, cause_id, quantity as units
                       from posting
                      where cause = 'RECEIPT' and to_condition = 'quality_control'
                      union all
                     select seller_id, cause_id, -quantity
                       from posting
                      where cause = 'RECEIPT' and from_condition = 'quality_control') as sides
              group by seller_id, cause_id
             having sum(units) <> 0) as p
    on p.seller_id = w.seller_id and p.item_id = w.item_id
 where coalesce(w.units, 0) <> coalesce(p.units, 0)
