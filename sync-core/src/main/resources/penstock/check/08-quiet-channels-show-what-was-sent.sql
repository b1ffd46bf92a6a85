-- Only when nothing happens: every active account shows the last number sent, and nothing is on its way. What may not be
-- written (HELD, SHADOW) shows what it did.
-- Whether that number is the right one for the stock is compared elsewhere, by who can compute it.
-- What a channel is known to show is the number that it took, or a later one that was read back; it sells on from there. So what was
-- seen last lies between what was known and what is believed now. A number that surely did not arrive says nothing.
with believed as (
    select p.*,
           p.shown - coalesce((select sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end)
                                 from posting g
                                 join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id
                                where g.seller_id = p.seller_id and g.sku_id = p.sku_id and g.position > p.shown_from
                                  and g.cause = 'ORDER' and o.account_id = p.account_id), 0) / l.pack_size as believed
      from publication p
      join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
      join channel_account a on a.seller_id = p.seller_id and a.account_id = p.account_id
     where a.state = 'ACTIVE'
       and not exists (select from publishing_mode m
                        where m.seller_id = p.seller_id and m.mode in ('HELD', 'SHADOW')
                          and (m.scope, m.scope_id) in (('ACCOUNT', p.account_id), ('SKU', p.sku_id),
                                                        ('LISTING', p.listing_id))))
select seller_id,
       format('publication of listing %s', listing_id) as keys,
       case when state <> 'OBSERVED' then format('is %s: %s', state, coalesce(refused_reason, 'not settled'))
            when stale_since is not null then format('is stale since %s', stale_since)
            when shown is null then 'nobody knows what the channel shows'
            else format('the channel was seen to show %s, it should show %s',
                        coalesce(observed::text, 'nothing'), believed) end as wrong
  from believed
 where state <> 'OBSERVED'
    or stale_since is not null
    or shown is null
    or observed is null
    or observed not between least(shown, believed) and greatest(shown, believed)
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
