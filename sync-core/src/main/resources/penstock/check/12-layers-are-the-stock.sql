-- Cost layers are the owned stock on hand at the position that the projection has reached; what the layers cost is the value
-- of stock, the cost of what left, and the variance; the journal and the documents say the same. To the minor unit.
with crossing as (
    select p.seller_id, p.sku_id, p.quantity,
           coalesce(f.kind <> 'SUPPLIER' and p.from_condition <> 'incoming', false) as from_owned,
           coalesce(t.kind <> 'SUPPLIER' and p.to_condition <> 'incoming', false) as to_owned
      from posting p
      join valuation_cursor c on c.seller_id = p.seller_id and p.position <= c.position
      left join location f on f.seller_id = p.seller_id and f.location_id = p.from_location
      left join location t on t.seller_id = p.seller_id and t.location_id = p.to_location),
owned as (
    select seller_id, sku_id, sum(case when to_owned then quantity else -quantity end) as units
      from crossing
     where from_owned <> to_owned
     group by seller_id, sku_id),
layers as (
    select seller_id, sku_id, sum(remaining) as units, sum(goods + landed) as cost, sum(value) as value
      from cost_layer
     group by seller_id, sku_id),
gone as (
    select seller_id, sku_id, sum(value) as cost
      from layer_consumption
     group by seller_id, sku_id),
journal as (
    select seller_id, sku_id,
           sum(case when to_account = 'STOCK' then quantity when from_account = 'STOCK' then -quantity else 0 end) as units,
           sum(case when to_account = 'STOCK' then amount when from_account = 'STOCK' then -amount else 0 end) as value,
           sum(case when from_account = 'STOCK_ALLOWANCE' then amount
                    when to_account = 'STOCK_ALLOWANCE' then -amount else 0 end) as allowance
      from cost_entry
     group by seller_id, sku_id),
priced as (
    select l.seller_id, l.sku_id, l.layer, d.kind, d.document_no, l.amount,
           max(d.document_no) filter (where d.kind in ('RECEIPT_COST', 'OPENING_COST', 'PRODUCTION_COST'))
               over (partition by l.seller_id, l.sku_id, l.layer) as last_price
      from cost_document_line l
      join cost_document d on d.seller_id = l.seller_id and d.document_no = l.document_no
      join valuation_cursor c on c.seller_id = l.seller_id and d.document_no <= c.document_no
     where l.layer <> 0),
documented as (
    select seller_id, sku_id, layer,
           sum(amount) filter (where kind <> 'LANDED_COST' and document_no >= last_price) as goods,
           coalesce(sum(amount) filter (where kind = 'LANDED_COST'), 0) as landed
      from priced
     group by seller_id, sku_id, layer),
taken as (
    select seller_id, sku_id, layer, sum(quantity - returned) as units
      from layer_consumption
     group by seller_id, sku_id, layer)
select seller_id,
       format('SKU %s', sku_id) as keys,
       format('layers have %s units left, the postings left %s', coalesce(l.units, 0), coalesce(o.units, 0)) as wrong
  from owned o
  full join layers l using (seller_id, sku_id)
 where coalesce(l.units, 0) <> coalesce(o.units, 0)
 union all
select seller_id,
       format('SKU %s', sku_id),
       format('its stock is %s units worth %s, less %s; its journal says %s worth %s, less %s',
              coalesce(v.units, 0), coalesce(v.value, 0), coalesce(v.allowance, 0),
              coalesce(j.units, 0), coalesce(j.value, 0), coalesce(j.allowance, 0))
  from sku_value v
  full join journal j using (seller_id, sku_id)
 where (coalesce(v.units, 0), coalesce(v.value, 0), coalesce(v.allowance, 0))
       is distinct from (coalesce(j.units, 0), coalesce(j.value, 0), coalesce(j.allowance, 0))
 union all
select seller_id,
       format('SKU %s', sku_id),
       format('its layers cost %s; stock is worth %s, what left cost %s, the variance is %s',
              coalesce(l.cost, 0), v.value, coalesce(g.cost, 0), v.variance)
  from sku_value v
  left join layers l using (seller_id, sku_id)
  left join gone g using (seller_id, sku_id)
 where coalesce(l.cost, 0) <> v.value + coalesce(g.cost, 0) + v.variance
 union all
select seller_id,
       format('SKU %s', sku_id),
       format('its stock is worth %s, what is left of its layers %s', v.value, coalesce(l.value, 0))
  from sku_value v
  left join layers l using (seller_id, sku_id)
 where coalesce(l.value, 0) <> case when v.method in ('FIFO', 'LIFO') then v.value else 0 end
 union all
select seller_id,
       format('layer %s of SKU %s', layer, sku_id),
       case when l.quantity is null then format('there is no such layer, but %s units were taken from it', t.units)
            else format('had %s units: %s are left, %s were taken', l.quantity, l.remaining, coalesce(t.units, 0)) end
  from cost_layer l
  full join taken t using (seller_id, sku_id, layer)
 where l.quantity is null
    or l.quantity <> l.remaining + coalesce(t.units, 0)
 union all
select seller_id,
       format('layer %s of SKU %s', layer, sku_id),
       format('cost %s and landed %s, its documents say %s and %s', l.goods, l.landed, d.goods, d.landed)
  from documented d
  left join cost_layer l using (seller_id, sku_id, layer)
 where l.landed is distinct from d.landed
    or (d.goods is not null and l.goods is distinct from d.goods)
 union all
select c.seller_id,
       'valuation',
       format('reflects position %s, the ledger ends at %s', c.position, s.head)
  from valuation_cursor c
  join seller s on s.seller_id = c.seller_id
 where c.position > s.head
