-- Rules that chats made by command.

CREATE TABLE own_rule (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  chat       TEXT    NOT NULL,
  who        TEXT    NOT NULL, -- the platform's own id of who made it
  condition  TEXT    NOT NULL, -- as typed: BTC < 112000
  once       INTEGER NOT NULL, -- 1 if it ends when it has fired
  expires_at INTEGER, -- null for never
  paused     INTEGER NOT NULL DEFAULT 0,
  fired      INTEGER NOT NULL DEFAULT 0,
  fired_at   INTEGER,
  created_at INTEGER NOT NULL
);

CREATE INDEX own_rule_chat ON own_rule (chat, id);
