-- What chats want to be spared, and what was kept from them.

CREATE TABLE chat_policy (
  chat          TEXT NOT NULL PRIMARY KEY,
  snoozed_until INTEGER,
  quiet         TEXT -- as 22:00-07:00 Europe/Berlin
) WITHOUT ROWID;

CREATE TABLE mute (
  chat TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (chat, rule)
) WITHOUT ROWID;

CREATE TABLE decision (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  chat   TEXT    NOT NULL, -- empty for all
  topic  TEXT    NOT NULL,
  title  TEXT    NOT NULL,
  stage  TEXT    NOT NULL,
  reason TEXT    NOT NULL,
  at     INTEGER NOT NULL
);

CREATE INDEX decision_chat ON decision (chat, seq);
CREATE INDEX outbox_held ON outbox (platform, expires_at) WHERE state = 'HELD';
