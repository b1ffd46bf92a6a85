-- What came twice is stored once, what is stored has moved stock once, and the ledger has no gap.
select seller_id,
       format('order %s of account %s', channel_order_id, account_id) as keys,
       format('is stored %s times', count(*)) as wrong
  from sales_order
 group by seller_id, account_id, channel_order_id
having count(*) > 1
 union all
select seller_id, format('receipt %s', caller_id), format('is stored %s times', count(*))
  from receipt
 group by seller_id, caller_id
having count(*) > 1
 union all
select seller_id, format('return %s', caller_id), format('is stored %s times', count(*))
  from sales_return
 group by seller_id, caller_id
having count(*) > 1
 union all
select seller_id, format('stock move %s', caller_id), format('is stored %s times', count(*))
  from stock_move
 group by seller_id, caller_id
having count(*) > 1
 union all
select seller_id,
       format('parcel %s of fulfilment order %s', caller_id, fulfilment_id),
       format('is stored %s times', count(*))
  from shipment
 group by seller_id, fulfilment_id, caller_id
having count(*) > 1
 union all
select seller_id,
       format('message %s from %s of account %s', event_id, source, account_id),
       format('is stored %s times', count(*))
  from inbox
 group by seller_id, account_id, source, event_id
having count(*) > 1
 union all
-- breaking reservations takes a posting each, and so does what was withheld; everything else that a stock move does is one
select seller_id, format('stock move %s', cause_id), format('moved stock %s times', count(*))
  from posting
 where cause = 'STOCK_MOVE' and from_condition not in ('reserved', 'withheld')
 group by seller_id, cause_id
having count(*) > 1
 union all
select seller_id,
       format('shipment %s', shipment_id),
       format('has %s units in it, its postings say %s', coalesce(s.units, 0), coalesce(p.units, 0))
  from (select seller_id, cause_id as shipment_id, sum(quantity) as units
          from posting
         where cause = 'SHIPMENT'
         group by seller_id, cause_id) as p
  full join (select seller_id, shipment_id, sum(quantity) as units
               from shipment_line
              group by seller_id, shipment_id) as s using (seller_id, shipment_id)
 where coalesce(s.units, 0) <> coalesce(p.units, 0)
 union all
select p.seller_id,
       format('posting %s', p.position),
       format('is caused by %s %s, which does not exist', p.cause, p.cause_id)
  from posting p
 where case p.cause
       when 'ORDER' then not exists (
            select from sales_order o where o.seller_id = p.seller_id and o.order_id = p.cause_id)
       when 'STOCK_MOVE' then not exists (
            select from stock_move m where m.seller_id = p.seller_id and m.move_id = p.cause_id)
       when 'SHIPMENT' then not exists (
            select from shipment s where s.seller_id = p.seller_id and s.shipment_id = p.cause_id)
       when 'PURCHASE' then not exists (
            select from purchase_order o where o.seller_id = p.seller_id and o.purchase_id = p.cause_id)
       when 'RECEIPT' then not exists (
            select from receipt_line i where i.seller_id = p.seller_id and i.item_id = p.cause_id)
       when 'RETURN' then not exists (
            select from return_item i where i.seller_id = p.seller_id and i.item_id = p.cause_id)
       when 'PRODUCTION' then not exists (
            select from production_order o where o.seller_id = p.seller_id and o.production_id = p.cause_id)
       when 'SERVICE' then not exists (
            select from service_order o where o.seller_id = p.seller_id and o.service_id = p.cause_id)
       when 'LOT' then not exists (
            select from lot t where t.seller_id = p.seller_id and t.lot_id = p.cause_id)
       else p.cause <> 'FEED' end
 union all
select s.seller_id,
       'ledger',
       format('its head is %s; its postings are %s, numbered %s to %s',
              s.head, coalesce(p.postings, 0), coalesce(p.first, 0), coalesce(p.last, 0))
  from seller s
  left join (select seller_id, count(*) as postings, min(position) as first, max(position) as last
               from posting
              group by seller_id) as p on p.seller_id = s.seller_id
 where s.head <> coalesce(p.last, 0)
    or coalesce(p.postings, 0) <> coalesce(p.last, 0)
    or coalesce(p.first, 1) <> 1
