CREATE TABLE acc (id integer PRIMARY KEY, status text, code varchar(20));
CREATE STATISTICS acc_st (ndistinct) ON code, status FROM acc;
CREATE TABLE u (id integer PRIMARY KEY); CREATE POLICY p ON u USING (id > 0);
