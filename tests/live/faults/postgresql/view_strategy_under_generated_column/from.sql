create table t(id bigint primary key, fn text not null, up text generated always as (upper(fn)) stored);
