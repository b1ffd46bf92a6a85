-- What production took, gave back and yielded is told three times: by postings, by what was done about its orders, and by the
-- orders themselves. No stage passes on what has not come to it. Of their cost, what is in documents is what was noted.
with told as (
    select e.seller_id, e.production_id, l.sku_id,
           coalesce(sum(l.units) filter (where l.flow = 'ISSUED'), 0) as issued,
           coalesce(sum(l.units) filter (where l.flow = 'RETURNED'), 0) as returned,
           coalesce(sum(l.units) filter (where l.flow = 'YIELDED'), 0) as yielded,
           coalesce(sum(l.units) filter (where l.flow in ('PASSED', 'FAILED')), 0) as inspected
      from production_event e
      join production_event_line l on l.seller_id = e.seller_id and l.event_id = e.event_id
     group by e.seller_id, e.production_id, l.sku_id),
moved as (
    select seller_id, cause_id as production_id, sku_id,
           coalesce(sum(quantity) filter (where to_location = 0 and to_condition = 'production'), 0) as went_in,
           coalesce(sum(quantity) filter (where from_location = 0 and from_condition = 'production'), 0) as came_out
      from posting
     where cause = 'PRODUCTION'
     group by seller_id, cause_id, sku_id),
reported as (
    select seller_id, production_id, stage_no, sum(good) as good, sum(scrapped) as scrapped, sum(seconds) as seconds
      from production_event
     where kind = 'REPORT'
     group by seller_id, production_id, stage_no),
staged as (
    select o.seller_id, o.production_id, o.number, g.stage_no, g.good, g.scrapped, g.worked_seconds,
           lag(g.good, 1, o.planned) over (partition by g.seller_id, g.production_id order by g.stage_no) as came,
           lead(g.stage_no) over (partition by g.seller_id, g.production_id order by g.stage_no) as next_no,
           sum(g.scrapped) over (partition by g.seller_id, g.production_id) as all_scrapped,
           o.good as made, o.scrapped as spoilt
      from production_order o
      join production_stage g on g.seller_id = o.seller_id and g.production_id = o.production_id),
documented as (
    select d.seller_id, split_part(d.caller_id, ':', 2)::bigint as production_id,
           coalesce(sum(d.amount) filter (where d.kind = 'CONVERSION_COST'), 0) as absorbed,
           coalesce(sum(d.amount) filter (where d.kind = 'PRODUCTION_LOSS'), 0) as lost
      from cost_document d
     where d.kind in ('CONVERSION_COST', 'PRODUCTION_LOSS')
     group by d.seller_id, split_part(d.caller_id, ':', 2))
select seller_id,
       format('production %s, SKU %s', production_id, sku_id) as keys,
       format('its postings took %s and gave %s; what was done says %s, and %s',
              coalesce(m.went_in, 0), coalesce(m.came_out, 0), coalesce(t.issued, 0),
              coalesce(t.returned + t.yielded, 0)) as wrong
  from told t
  full join moved m using (seller_id, production_id, sku_id)
 where coalesce(t.issued, 0) <> coalesce(m.went_in, 0)
    or coalesce(t.returned + t.yielded, 0) <> coalesce(m.came_out, 0)
 union all
select seller_id,
       format('production %s, SKU %s', production_id, sku_id),
       format('%s units were issued and %s returned; what was done says %s and %s',
              coalesce(m.issued, 0), coalesce(m.returned, 0), coalesce(t.issued, 0), coalesce(t.returned, 0))
  from told t
  full join production_material m using (seller_id, production_id, sku_id)
 where coalesce(t.issued, 0) <> coalesce(m.issued, 0)
    or coalesce(t.returned, 0) <> coalesce(m.returned, 0)
 union all
select o.seller_id,
       format('production order %s', o.number),
       format('made %s sound units of which %s wait to be inspected; %s were yielded and %s inspected', o.good, o.awaiting,
              coalesce(t.yielded, 0), coalesce(t.inspected, 0))
  from production_order o
  left join told t on t.seller_id = o.seller_id and t.production_id = o.production_id and t.sku_id = o.sku_id
 where o.purpose = 'MAKE'
   and (o.good <> coalesce(t.yielded, 0)
        or o.awaiting <> case when o.inspected then o.good - coalesce(t.inspected, 0) else 0 end)
 union all
select seller_id,
       format('production %s, SKU %s', production_id, sku_id),
       format('%s units were to come of it, %s were yielded', coalesce(u.units, 0), coalesce(t.yielded, 0))
  from (select t.* from told t
          join production_order o on o.seller_id = t.seller_id and o.production_id = t.production_id
         where o.purpose = 'TAKE_APART' and t.yielded > 0) as t
  full join production_output u using (seller_id, production_id, sku_id)
 where coalesce(u.units, 0) <> coalesce(t.yielded, 0)
 union all
select seller_id,
       format('stage %s of production order %s', stage_no, number),
       format('%s units came to it, %s came out', came, good + scrapped)
  from staged
 where good + scrapped > came
 union all
select seller_id,
       format('production order %s', number),
       format('%s units are sound and %s spoilt, its stages say %s and %s', made, spoilt, good, all_scrapped)
  from staged
 where next_no is null and (made <> good or spoilt <> all_scrapped)
 union all
select s.seller_id,
       format('stage %s of production order %s', s.stage_no, s.number),
       format('%s sound, %s spoilt in %s s; its reports say %s, %s in %s s', s.good, s.scrapped, s.worked_seconds,
              coalesce(r.good, 0), coalesce(r.scrapped, 0), coalesce(r.seconds, 0))
  from staged s
  left join reported r
    on r.seller_id = s.seller_id and r.production_id = s.production_id and r.stage_no = s.stage_no
 where (s.good, s.scrapped, s.worked_seconds)
       is distinct from (coalesce(r.good, 0), coalesce(r.scrapped, 0), coalesce(r.seconds, 0))
 union all
select seller_id,
       format('posting %s', position),
       format('moved units by %s, though they went to or came from %s', cause,
              case when to_location = 0 then to_condition else from_condition end)
  from posting
 where ((to_location = 0 and to_condition = 'production') or (from_location = 0 and from_condition = 'production'))
       <> (cause = 'PRODUCTION' and (from_location = 0 or to_location = 0))
    or (to_location = 0 and to_condition = 'maintenance') <> (cause = 'SERVICE')
 union all
select seller_id,
       format('service %s, SKU %s', service_id, sku_id),
       format('took %s units, its postings say %s', coalesce(l.units, 0), coalesce(p.units, 0))
  from service_order_line l
  full join (select seller_id, cause_id as service_id, sku_id, sum(quantity) as units
               from posting
              where cause = 'SERVICE'
              group by seller_id, cause_id, sku_id) as p using (seller_id, service_id, sku_id)
 where coalesce(l.units, 0) <> coalesce(p.units, 0)
 union all
select seller_id,
       format('production %s', production_id),
       format('absorbed %s and lost %s, its documents say %s and %s', coalesce(c.absorbed, 0), coalesce(c.lost, 0),
              coalesce(d.absorbed, 0), coalesce(d.lost, 0))
  from production_cost c
  full join documented d using (seller_id, production_id)
 where coalesce(c.absorbed, 0) <> coalesce(d.absorbed, 0)
    or coalesce(c.lost, 0) <> coalesce(d.lost, 0)
