-- How what was told came to be, as JSON; alerts from before this version have none.

ALTER TABLE alert ADD COLUMN why TEXT;

CREATE TABLE answer (
  seq   INTEGER PRIMARY KEY AUTOINCREMENT,
  chat  TEXT    NOT NULL,
  title TEXT    NOT NULL,
  at    INTEGER NOT NULL,
  why   TEXT    NOT NULL
);

CREATE INDEX answer_chat ON answer (chat, seq);

CREATE INDEX outbox_sent ON outbox (chat, seq) WHERE state = 'SENT';
