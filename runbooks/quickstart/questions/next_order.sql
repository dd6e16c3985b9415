select last_value + 1, last_value >= (select max(id) from orders) from orders_id_seq;
