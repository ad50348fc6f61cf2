drop role if exists note_owner;
create role note_owner login;
grant create on schema public to note_owner;
create table t(id bigint generated always as identity primary key, a text not null);
create index t_a on t(a);
insert into t(a) select 'x' || g from generate_series(1, 100) g;
alter table t owner to note_owner;
