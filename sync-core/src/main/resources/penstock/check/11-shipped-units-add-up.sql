-- No unit is shipped that was not ordered or was cancelled; parcels, lines, reservations and fulfilment orders tell the same story.
select seller_id,
       format('line %s of order %s', line_no, order_id) as keys,
       format('%s units were shipped, and %s elsewhere, %s ordered and %s cancelled', shipped, elsewhere, ordered, cancelled)
           as wrong
  from order_line
 where shipped > ordered - cancelled - elsewhere
 union all
select l.seller_id,
       format('line %s of order %s', l.line_no, l.order_id),
       format('%s units were shipped, its reservations posted %s, its parcels hold %s',
              l.shipped, coalesce(r.units, 0), coalesce(s.units, 0))
  from order_line l
  left join (select seller_id, order_id, line_no, sum(posted) as units
               from reservation
              group by seller_id, order_id, line_no) as r
    on r.seller_id = l.seller_id and r.order_id = l.order_id and r.line_no = l.line_no
  left join (select p.seller_id, p.order_id, c.order_line_no, sum(c.quantity) as units
               from shipment p
               join shipment_line c on c.seller_id = p.seller_id and c.shipment_id = p.shipment_id
              group by p.seller_id, p.order_id, c.order_line_no) as s
    on s.seller_id = l.seller_id and s.order_id = l.order_id and s.order_line_no = l.line_no
 where l.shipped <> coalesce(r.units, 0)
    or l.shipped <> coalesce(s.units, 0)
 union all
select r.seller_id,
       format('reservation %s', r.reservation_id),
       format('%s units were posted, parcels hold %s of them', r.posted, coalesce(c.units, 0))
  from reservation r
  left join (select seller_id, reservation_id, sum(quantity) as units
               from shipment_line
              group by seller_id, reservation_id) as c
    on c.seller_id = r.seller_id and c.reservation_id = r.reservation_id
 where r.posted <> coalesce(c.units, 0)
 union all
select r.seller_id,
       format('reservation %s', r.reservation_id),
       format('%s units are open, fulfilment order %s has %s to ship',
              r.quantity - r.posted - r.voided, r.fulfilment_id, coalesce(f.units, 0))
  from reservation r
  left join (select seller_id, fulfilment_id, reservation_id, sum(quantity - shipped - cancelled) as units
               from fulfilment_line
              group by seller_id, fulfilment_id, reservation_id) as f
    on f.seller_id = r.seller_id and f.fulfilment_id = r.fulfilment_id and f.reservation_id = r.reservation_id
 where r.fulfilment_id is not null
   and r.quantity - r.posted - r.voided <> coalesce(f.units, 0)
 union all
select l.seller_id,
       format('line %s of order %s', l.line_no, l.order_id),
       format('%s units are to be cancelled by who ships them, only %s are reserved', l.cancel_wanted, l.reserved)
  from order_line l
 where l.cancel_wanted > l.reserved
 union all
select seller_id,
       format('shipment %s', shipment_id),
       format('is %s: neither confirmed nor about to be, nor refused with a reason', confirmation)
  from shipment
 where case confirmation
       when 'CONFIRMED' then false
       when 'NOT_NEEDED' then false
       when 'REFUSED' then coalesce(refused_reason, '') = ''
       else next_attempt_at is null
            and coalesce(lease_until, '-infinity') < timestamptz :now - interval '1 minute' end
 union all
select s.seller_id,
       format('shipment %s', s.shipment_id),
       'is empty'
  from shipment s
 where not exists (select from shipment_line l where l.seller_id = s.seller_id and l.shipment_id = s.shipment_id)
 union all
select seller_id,
       format('order %s', order_id),
       format('its %s parcels are numbered %s to %s', count(*), min(package_no), max(package_no))
  from shipment
 group by seller_id, order_id
having count(*) <> max(package_no) or min(package_no) <> 1 or count(distinct package_no) <> count(*)
