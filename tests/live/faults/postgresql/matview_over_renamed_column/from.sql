CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, n integer NOT NULL);
INSERT INTO users SELECT g, md5(g::text), g%1000 FROM generate_series(1,600) g;
CREATE MATERIALIZED VIEW mv AS SELECT name, count(*) AS c, sum(n) AS s FROM users GROUP BY name;
CREATE UNIQUE INDEX mv_name ON mv(name);
