drop role if exists late_owner;
create role late_owner login;
grant create on schema public to late_owner;
create table t(id bigint generated always as identity primary key, a text not null);
create index t_a on t(a);
insert into t(a) select 'x' || g from generate_series(1, 100) g;
alter table t owner to late_owner;
