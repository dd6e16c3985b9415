create table products (
  id integer primary key,
  category text not null,
  name text not null,
  price numeric(8, 2) not null check (price > 0)
);

create table customers (
  id integer primary key,
  name text not null,
  town text not null,
  since date not null
);

create table orders (
  id serial primary key,
  customer_id integer not null references customers,
  placed_on date not null
);

create table order_lines (
  order_id integer not null references orders,
  line integer not null,
  product_id integer not null references products,
  quantity integer not null check (quantity > 0),
  price numeric(8, 2) not null,
  primary key (order_id, line)
);

-- The books of these months are closed: what they say may never change again, so they are what a restore is judged by.
create table closed_months (
  month date primary key,
  closed_on date not null
);

create view closed_orders as
  select o.id, o.customer_id, o.placed_on, c.month
  from orders o join closed_months c on c.month = date_trunc('month', o.placed_on)::date;
