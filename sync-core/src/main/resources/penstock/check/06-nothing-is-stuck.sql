-- Whatever is not finished has a next attempt, a lease that lives, a reason that a person can read, or a person whose turn it is.
-- A lease counts for a minute after it has run out: who holds it may be about to write what became of it.
select seller_id,
       format('message %s', inbox_id) as keys,
       case state when 'WAITING' then 'waits without a next attempt' else 'is parked without a reason' end as wrong
  from inbox
 where (state = 'WAITING' and next_attempt_at is null)
    or (state = 'PARKED' and coalesce(parked_reason, '') = '')
 union all
select seller_id, format('receipt %s', caller_id), 'has a cost that is due and is not tried again'
  from receipt
 where cost = 'DUE' and cost_next_at is null
 union all
select i.seller_id,
       format('message %s', i.inbox_id),
       format('is applied, and nobody is shown what was not understood of it: %s (%s)', r.place, r.reason)
  from inbox i
  join rejection r on r.seller_id = i.seller_id and r.subject = 'MESSAGE' and r.subject_id = i.inbox_id
 where i.state = 'APPLIED'
 union all
select seller_id,
       format('publication of listing %s', listing_id),
       format('is %s%s without a next attempt or a lease that lives',
              state, case when stale_since is null then '' else ' and stale' end)
  from publication
 where next_attempt_at is null
   and coalesce(lease_until, '-infinity') < timestamptz :now - interval '1 minute'
   and case when state = 'REJECTED' then false
            when state = 'OBSERVED' then stale_since is not null
            else true end
   -- what may not be written rests, and what is held back is looked at again when it may
   and not (state in ('QUEUED', 'OBSERVED')
            and exists (select from publishing_mode m
                         where m.seller_id = publication.seller_id and m.mode in ('HELD', 'SHADOW')
                           and (m.scope, m.scope_id) in (('ACCOUNT', publication.account_id), ('SKU', publication.sku_id),
                                                         ('LISTING', publication.listing_id))))
 union all
select seller_id, format('publication of listing %s', listing_id), 'is rejected without a reason'
  from publication
 where state = 'REJECTED' and coalesce(refused_reason, '') = ''
 union all
select seller_id,
       format('fulfilment order %s', fulfilment_id),
       case when provider_account_id is null
            then format('is %s, but no provider ships it', state)
            else format('is %s without a next attempt or a lease that lives', state) end
  from fulfilment_order
 where state in ('SUBMITTING', 'UNKNOWN', 'SUBMITTED', 'CANCELLING')
   and (provider_account_id is null
        or (next_attempt_at is null
            and coalesce(lease_until, '-infinity') < timestamptz :now - interval '1 minute'))
 union all
select seller_id,
       format('fulfilment order %s', fulfilment_id),
       format('is %s, so it waits for the seller''s warehouse, but a provider ships it', state)
  from fulfilment_order
 where state in ('OPEN', 'PICKED', 'PACKED') and provider_account_id is not null
 union all
select seller_id, format('fulfilment order %s', fulfilment_id), 'is refused without a reason'
  from fulfilment_order
 where state = 'REFUSED' and coalesce(refused_reason, '') = ''
 union all
select f.seller_id,
       format('fulfilment order %s', f.fulfilment_id),
       format('is %s, but %s units of line %s are neither shipped nor cancelled',
              f.state, l.quantity - l.shipped - l.cancelled, l.line_no)
  from fulfilment_order f
  join fulfilment_line l on l.seller_id = f.seller_id and l.fulfilment_id = f.fulfilment_id
 where f.state in ('SHIPPED', 'CANCELLED', 'REFUSED')
   and l.shipped + l.cancelled < l.quantity
 union all
select seller_id,
       format('shipment %s', shipment_id),
       format('is %s without a next attempt or a lease that lives', confirmation)
  from shipment
 where confirmation in ('QUEUED', 'SENT', 'UNKNOWN')
   and next_attempt_at is null
   and coalesce(lease_until, '-infinity') < timestamptz :now - interval '1 minute'
 union all
select seller_id, format('shipment %s', shipment_id), 'is refused without a reason'
  from shipment
 where confirmation = 'REFUSED' and coalesce(refused_reason, '') = ''
 union all
select seller_id, format('release of order %s', order_id), 'is parked without a reason'
  from order_release
 where next_attempt_at is null and coalesce(parked_reason, '') = ''
  union all
select seller_id, format('feed %s', feed_id), format('is %s without a next attempt', state)
  from feed_run
 where state in ('WAITING', 'READING') and next_attempt_at is null
 union all
select f.seller_id, format('feed %s', f.feed_id), 'waits, but its bytes are gone'
  from feed_run f
 where f.state = 'WAITING'
   and not exists (select from feed_part p where p.seller_id = f.seller_id and p.feed_id = f.feed_id)
 union all
select seller_id, format('feed %s', feed_id), 'is rejected without a reason'
  from feed_run
 where state = 'REJECTED' and coalesce(rejected_reason, '') = ''
 union all
select seller_id, format('hold %s', order_id), 'never expires'
  from sales_order
 where phase = 'HELD' and expires_at is null
 union all
-- an order that waits to be complete is released when it is, one that is held back when it no longer is; any other as soon as
-- something is reserved for it. The ledger's tail tells of it, or a row that says when, or why not
select o.seller_id,
       format('order %s (%s)', o.order_id, o.channel_order_id),
       'has reservations that nobody ships, and is not to be released'
  from sales_order o
  join seller s on s.seller_id = o.seller_id
 where o.phase = 'CONFIRMED' and not o.held
   and not exists (select from order_release n where n.seller_id = o.seller_id and n.order_id = o.order_id)
   and not exists (select from posting p
                     join release_cursor c on c.seller_id = p.seller_id and p.position > c.position
                    where p.seller_id = o.seller_id and p.cause = 'ORDER' and p.cause_id = o.order_id
                      and p.to_condition = 'reserved')
   and exists (select from reservation r
                where r.seller_id = o.seller_id and r.order_id = o.order_id
                  and r.state = 'PENDING' and r.fulfilment_id is null)
   and (s.partial_shipping = 'SHIP_AVAILABLE'
        or (o.not_understood = 0
            and not exists (select from order_line l
                             where l.seller_id = o.seller_id and l.order_id = o.order_id
                               and (l.sku_id is null or l.short > 0 or l.backordered > 0))))
 union all
-- what a provider has is shipped even if the order was cancelled; everything else is given back
select o.seller_id,
       format('order %s (%s)', o.order_id, o.channel_order_id),
       format('is %s, but reservation %s still keeps %s units that nobody ships (fulfilment order %s is %s)',
              o.phase, r.reservation_id, r.quantity - r.posted - r.voided,
              coalesce(f.fulfilment_id::text, 'none'), coalesce(f.state, 'absent'))
  from sales_order o
  join reservation r on r.seller_id = o.seller_id and r.order_id = o.order_id
  left join fulfilment_order f on f.seller_id = r.seller_id and f.fulfilment_id = r.fulfilment_id
 where o.phase in ('CANCELLED', 'TAKEN', 'RELEASED', 'EXPIRED')
   and r.state = 'PENDING'
   and coalesce(f.state, '') not in ('UNKNOWN', 'SUBMITTED', 'CANCELLING')
 union all
select o.seller_id,
       format('order %s (%s)', o.order_id, o.channel_order_id),
       format('is %s, but line %s waits for %s units', o.phase, l.line_no, l.short)
  from sales_order o
  join order_line l on l.seller_id = o.seller_id and l.order_id = o.order_id
 where o.phase in ('CANCELLED', 'TAKEN', 'RELEASED', 'EXPIRED')
   and l.short > 0
