select 'customers', count(*) from customers
union all select 'products', count(*) from products
union all select 'orders', count(*) from orders
union all select 'order_lines', count(*) from order_lines
union all select 'closed_months', count(*) from closed_months
order by 1;
