create table t(id bigint generated always as identity primary key, old_name text not null);
insert into t(old_name) select 'x'||g from generate_series(1,5000) g;
