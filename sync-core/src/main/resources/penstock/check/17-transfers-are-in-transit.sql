-- What a transfer says is under way lies in transit for it and is incoming where it leads to, and nothing else lies in transit.
-- What came of it is what its receipts say, what did not come is said as a discrepancy, and both are in the ledger.
with parts as (
    select t.seller_id, t.transfer_id, t.number, t.state, t.from_location, t.to_location, t.transit_location,
           p.sku_id, p.lot_id, p.sent, p.received, p.returned, p.lost, p.sent - p.received - p.returned - p.lost as under_way
      from transfer t
      join transfer_part p on p.seller_id = t.seller_id and p.transfer_id = t.transfer_id),
told as (
    select seller_id, transfer_id, number, transit_location, sku_id, sum(under_way) as under_way, sum(sent) as sent,
           sum(returned) as returned, sum(lost) as lost
      from parts
     group by seller_id, transfer_id, number, transit_location, sku_id),
moved as (
    select p.seller_id, p.cause_id as transfer_id, p.sku_id,
           coalesce(sum(p.quantity) filter (where p.to_location = t.transit_location), 0) as sent,
           coalesce(sum(p.quantity) filter (where p.from_location = t.transit_location), 0) as out,
           coalesce(sum(p.quantity) filter (where p.from_location = t.transit_location
                                              and p.to_location = t.from_location), 0) as returned,
           coalesce(sum(p.quantity) filter (where p.from_location = t.transit_location and p.to_location = 0), 0) as lost,
           coalesce(sum(p.quantity) filter (where p.to_condition = 'incoming'), 0)
               - coalesce(sum(p.quantity) filter (where p.from_condition = 'incoming'), 0) as incoming
      from posting p
      join transfer t on t.seller_id = p.seller_id and t.transfer_id = p.cause_id
     where p.cause = 'TRANSFER'
     group by p.seller_id, p.cause_id, p.sku_id),
lying as (
    select b.seller_id, b.sku_id, b.location_id, b.available + b.reserved + b.quality_control + b.damaged + b.withheld as units
      from balance b
      join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
     where l.kind = 'IN_TRANSIT'),
due as (
    select seller_id, sku_id, transit_location as location_id, sum(under_way) as units
      from parts
     group by seller_id, sku_id, transit_location),
came as (
    select r.seller_id, r.transfer_id, i.sku_id, i.lot_id, sum(i.units - i.beyond) as units
      from transfer_receipt r
      join transfer_receipt_item i on i.seller_id = r.seller_id and i.receipt_id = r.receipt_id
     group by r.seller_id, r.transfer_id, i.sku_id, i.lot_id),
ended as (
    select seller_id, transfer_id, sku_id, lot_id,
           coalesce(sum(units) filter (where kind = 'LOST'), 0) as lost,
           coalesce(sum(units) filter (where kind = 'RETURNED'), 0) as returned
      from transfer_discrepancy
     group by seller_id, transfer_id, sku_id, lot_id)
select seller_id,
       format('transfer %s, SKU %s', coalesce(t.number, m.transfer_id::text), sku_id) as keys,
       format('says that %s units are under way, %s lie in transit for it and %s are incoming',
              coalesce(t.under_way, 0), coalesce(m.sent - m.out, 0), coalesce(m.incoming, 0)) as wrong
  from told t
  full join moved m using (seller_id, transfer_id, sku_id)
 where coalesce(t.under_way, 0) <> coalesce(m.sent - m.out, 0)
    or coalesce(t.under_way, 0) <> coalesce(m.incoming, 0)
 union all
select seller_id,
       format('transfer %s, SKU %s', t.number, sku_id),
       format('says that %s units were sent, %s came back and %s were lost; its postings say %s, %s and %s',
              t.sent, t.returned, t.lost, coalesce(m.sent, 0), coalesce(m.returned, 0), coalesce(m.lost, 0))
  from told t
  left join moved m using (seller_id, transfer_id, sku_id)
 where (t.sent, t.returned, t.lost) is distinct from (coalesce(m.sent, 0), coalesce(m.returned, 0), coalesce(m.lost, 0))
 union all
select seller_id,
       format('SKU %s at location %s', sku_id, location_id),
       format('%s units lie in transit, transfers say %s', coalesce(l.units, 0), coalesce(d.units, 0))
  from lying l
  full join due d using (seller_id, sku_id, location_id)
 where coalesce(l.units, 0) <> coalesce(d.units, 0)
 union all
select p.seller_id,
       format('transfer %s, SKU %s, lot %s', p.number, p.sku_id, p.lot_id),
       format('%s units have come, its receipts say %s', p.received, coalesce(c.units, 0))
  from parts p
  left join came c using (seller_id, transfer_id, sku_id, lot_id)
 where p.received <> coalesce(c.units, 0)
 union all
select p.seller_id,
       format('transfer %s, SKU %s, lot %s', p.number, p.sku_id, p.lot_id),
       format('%s units were lost and %s came back, its discrepancies say %s and %s', p.lost, p.returned,
              coalesce(e.lost, 0), coalesce(e.returned, 0))
  from parts p
  left join ended e using (seller_id, transfer_id, sku_id, lot_id)
 where p.lost <> coalesce(e.lost, 0) or p.returned <> coalesce(e.returned, 0)
 union all
select p.seller_id,
       format('transfer %s', p.number),
       format('is %s, but %s units of SKU %s are under way', p.state, p.under_way, p.sku_id)
  from parts p
 where (p.under_way > 0 and p.state not in ('SENT', 'PARTLY_RECEIVED'))
