-- A listing is never sent a number computed from an older state than the number sent before it.
select seller_id,
       format('listing %s', listing_id) as keys,
       format('attempt %s was computed at position %s, the attempt before it at %s', fence, position, before) as wrong
  from (select seller_id, listing_id, fence, position,
               lag(position) over (partition by seller_id, listing_id order by fence) as before
          from publication_attempt) as a
 where position < before
 union all
select a.seller_id,
       format('listing %s', a.listing_id),
       format('attempt %s was computed at position %s, the ledger has %s', a.fence, a.position, s.head)
  from publication_attempt a
  join seller s on s.seller_id = a.seller_id
 where a.position > s.head
 union all
select a.seller_id,
       format('listing %s', a.listing_id),
       format('attempt %s was made, the publication has counted to %s', a.fence, p.fence)
  from publication_attempt a
  join publication p on p.seller_id = a.seller_id and p.listing_id = a.listing_id
 where a.fence > p.fence
 union all
select c.seller_id, 'publish cursor', format('stands at position %s, the ledger has %s', c.position, s.head)
  from publish_cursor c
  join seller s on s.seller_id = c.seller_id
 where c.position > s.head
