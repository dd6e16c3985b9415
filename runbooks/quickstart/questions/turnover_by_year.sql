select extract(year from o.month), sum(l.quantity * l.price)
from closed_orders o join order_lines l on l.order_id = o.id
group by 1 order by 1;
