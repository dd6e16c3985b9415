-- Three years of trade. Numbers come from arithmetic rather than chance, so that every machine builds the same shop.
insert into products
  select n,
    (array['bowls', 'boxes', 'cloths', 'cups', 'jars', 'knives', 'pans', 'plates', 'racks', 'spoons'])[n % 10 + 1],
    (array['Small', 'Large', 'Plain', 'Blue', 'Oak', 'Steel'])[n % 6 + 1] || ' ' ||
      (array['bowl', 'box', 'cloth', 'cup', 'jar', 'knife', 'pan', 'plate', 'rack', 'spoon'])[n % 10 + 1] ||
      ' no. ' || n,
    (n * 37 % 9000 + 195) / 100.0
  from generate_series(1, 600) n;

insert into customers
  select n, 'Customer ' || n,
    (array['Ashford', 'Bramley', 'Corby', 'Dunster', 'Exford', 'Frome', 'Goole'])[n % 7 + 1],
    date '2020-01-01' + n % 1400
  from generate_series(1, 40000) n;

insert into orders (customer_id, placed_on)
  select n * 7919 % 40000 + 1,
    (date_trunc('month', current_date) - interval '36 months')::date
      + (n * (current_date - (date_trunc('month', current_date) - interval '36 months')::date) / 120000)::integer
  from generate_series(1::bigint, 120000) n;

insert into order_lines
  select o.id, line, p.id, (o.id + line) % 3 + 1, p.price
  from orders o
  cross join lateral generate_series(1, o.id % 3 + 1) line
  join products p on p.id = (o.id * 13 + line * 101) % 600 + 1;

insert into closed_months
  select month::date, (month + interval '1 month 4 days')::date
  from generate_series(
    date_trunc('month', current_date) - interval '36 months',
    date_trunc('month', current_date) - interval '1 month', interval '1 month') month;

create index on orders (placed_on);
create index on orders (customer_id);
create index on order_lines (product_id);
analyze products, customers, orders, order_lines, closed_months;
