-- A fulfilment order has at most one live order at its provider, whose id is made of its own row, and so is the same in every repeat.
with digits as (
    select seller_id, fulfilment_id, provider_account_id, provider_order_id, state, attempt,
           'PS-' || ltrim((select string_agg(substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
                                                    (div(fulfilment_id, (36::numeric ^ k)) % 36)::int + 1, 1),
                                             '' order by k desc)
                             from generate_series(0, 12) as k), '0')
                 || '-' || attempt as derived
      from fulfilment_order
     where provider_account_id is not null)
select seller_id,
       format('fulfilment order %s', fulfilment_id) as keys,
       format('its provider knows it as %s, its row says %s', coalesce(provider_order_id, 'nothing'), derived) as wrong
  from digits
 where provider_order_id is distinct from derived
    or attempt < 1
 union all
select seller_id,
       format('provider order %s of account %s', provider_order_id, provider_account_id),
       format('is live for %s fulfilment orders', count(*))
  from fulfilment_order
 where provider_order_id is not null
 group by seller_id, provider_account_id, provider_order_id
having count(*) > 1
 union all
select seller_id,
       format('fulfilment order %s', fulfilment_id),
       format('the seller ships it, yet it is known to a provider as %s', provider_order_id)
  from fulfilment_order
 where provider_account_id is null and provider_order_id is not null
 union all
select l.seller_id,
       format('reservation %s', l.reservation_id),
       format('is to be shipped by %s fulfilment orders', count(*))
  from fulfilment_line l
  join fulfilment_order f on f.seller_id = l.seller_id and f.fulfilment_id = l.fulfilment_id
 where f.state not in ('SHIPPED', 'CANCELLED', 'REFUSED')
   and l.shipped + l.cancelled < l.quantity
 group by l.seller_id, l.reservation_id
having count(*) > 1
