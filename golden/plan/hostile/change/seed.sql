INSERT INTO "Order By" ("select", "quo""te", "single'quote", "ünï ☃", "dot.ted", "semi;colon") VALUES (1, 'a', 1, 'u', NULL, 4), (2, 'b', NULL, 'v', 'x', NULL);
