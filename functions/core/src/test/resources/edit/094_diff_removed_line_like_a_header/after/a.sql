-- two
select 1;
