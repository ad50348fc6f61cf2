create table users(id bigint generated always as identity primary key, mail text not null);
insert into users(mail) select 'x' || g from generate_series(1, 10) g;
