create table events(id bigint not null, at int not null, n text) partition by range(at);
create table events_a partition of events for values from (0) to (10);
create table events_b partition of events for values from (10) to (20);
insert into events select g, g%20, 'x' from generate_series(1,1000) g;
