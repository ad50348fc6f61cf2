create table t(id bigint generated always as identity primary key, a text default 'one', b varchar(20), constraint b_known check (b in ('x', 'y')));
create function price() returns int language sql as 'select 1';
create view v as select id, id + 1 as x from t where b in ('x', 'y');
insert into t(b) values ('x');
