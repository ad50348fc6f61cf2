create table t(id bigint generated always as identity primary key, b text default 'x', constraint b_known check (b in ('x', 'y')));
create view v as select id, b from t where b in ('x', 'y');
insert into t(b) values ('x');
