INSERT INTO log (message, note) VALUES ('started', NULL), ('stopped', 'by hand');
