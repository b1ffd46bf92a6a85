-- Only when nothing happens: every active account shows the last number sent, and nothing is on its way.
-- Whether that number is the right one for the stock is compared elsewhere, by who can compute it.
select p.seller_id,
       format('publication of listing %s', p.listing_id) as keys,
       case when p.state <> 'OBSERVED' then format('is %s: %s', p.state, coalesce(p.refused_reason, 'not settled'))
            when p.stale_since is not null then format('is stale since %s', p.stale_since)
            else format('%s was sent, the channel shows %s', coalesce(p.sent_quantity::text, 'nothing'),
                        coalesce(coalesce(p.shown, p.observed)::text, 'nobody knows what')) end as wrong
  from publication p
  join channel_account a on a.seller_id = p.seller_id and a.account_id = p.account_id
 where a.state = 'ACTIVE'
   and (p.state <> 'OBSERVED'
        or p.stale_since is not null
        or p.sent_quantity is distinct from coalesce(p.shown, p.observed)
        or p.sent_quantity is distinct from p.observed)
 union all
select c.seller_id, 'publish cursor', format('stands at position %s, the ledger has %s', c.position, s.head)
  from publish_cursor c
  join seller s on s.seller_id = c.seller_id
 where c.position < s.head
   and exists (select from publication p where p.seller_id = c.seller_id)
 union all
select seller_id, format('message %s', inbox_id), 'waits to be applied'
  from inbox
 where state = 'WAITING'
