-- The database before: a small application in use. schema.toml beside this file is where it shall go.
CREATE TABLE users (
    id         integer PRIMARY KEY,
    user_name  text NOT NULL,
    email      text NOT NULL UNIQUE,
    fax        text,
    created_at text NOT NULL DEFAULT current_timestamp
);
CREATE TABLE notes (
    id      integer PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    body    text NOT NULL
);

INSERT INTO users (id, user_name, email, fax) VALUES
    (1, 'first user', 'first@example.org', '555-0100'),
    (2, 'second user', 'second@example.org', NULL),
    (3, 'third user', 'third@example.org', '555-0102');
INSERT INTO notes (user_id, body) VALUES
    (1, 'Water the plants'),
    (2, 'Read the plan'),
    (2, 'Ship it'),
    (3, 'Look at the drift');
