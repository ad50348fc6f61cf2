create table t(id bigint generated always as identity primary key, n int, parent bigint);
insert into t(n, parent) select g, g from generate_series(1, 100) g;
