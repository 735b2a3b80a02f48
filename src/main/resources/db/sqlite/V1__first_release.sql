-- Times are milliseconds since 1970 in UTC, except bar.opens_at: seconds.

CREATE TABLE bar (
  instrument TEXT    NOT NULL,
  span       TEXT    NOT NULL, -- HOUR or DAY
  opens_at   INTEGER NOT NULL,
  open       REAL,
  high       REAL,
  low        REAL,
  close      REAL    NOT NULL,
  volume     REAL,
  source     TEXT    NOT NULL,
  PRIMARY KEY (instrument, span, opens_at)
) WITHOUT ROWID;

CREATE TABLE rule_state (
  rule  TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL -- JSON
) WITHOUT ROWID;

-- Up to when the market has been looked at.
CREATE TABLE position (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL
);

CREATE TABLE alert (
  id         TEXT    NOT NULL PRIMARY KEY,
  rule       TEXT    NOT NULL,
  event      TEXT    NOT NULL,
  topic      TEXT    NOT NULL,
  instrument TEXT    NOT NULL,
  at         INTEGER NOT NULL, -- market time
  message    TEXT    NOT NULL, -- JSON
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE subscription (
  chat       TEXT    NOT NULL,
  topic      TEXT    NOT NULL,
  PRIMARY KEY (chat, topic)
) WITHOUT ROWID;

CREATE INDEX subscription_topic ON subscription (topic);

CREATE TABLE chat (
  chat       TEXT    NOT NULL PRIMARY KEY,
  platform   TEXT    NOT NULL,
  -- Topics the config file gave it when last applied; null for chats that subscribed by command.
  configured TEXT,
  -- Why it gets nothing (blocked, kicked); null while it does.
  inactive   TEXT
) WITHOUT ROWID;

CREATE TABLE outbox (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  alert      TEXT    NOT NULL REFERENCES alert (id),
  chat       TEXT    NOT NULL,
  platform   TEXT    NOT NULL,
  state      TEXT    NOT NULL DEFAULT 'OWED', -- OWED, SENT, DEAD, CANCELLED
  attempts   INTEGER NOT NULL DEFAULT 0,
  next_at    INTEGER NOT NULL,
  note       TEXT,
  message_id TEXT,
  settled_at INTEGER,
  UNIQUE (alert, chat)
);

CREATE INDEX outbox_owed ON outbox (chat, seq) WHERE state = 'OWED';

CREATE TABLE seen_update (
  platform TEXT    NOT NULL,
  id       TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (platform, id)
) WITHOUT ROWID;
