-- one
-- two
select 1;
