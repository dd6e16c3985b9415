select month, count(*) from closed_orders group by month order by month;
