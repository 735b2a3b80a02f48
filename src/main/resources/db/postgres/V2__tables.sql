-- The tables of SQLite's versions 1 and 2. Times are milliseconds since 1970 in UTC, except bar.opens_at: seconds.

CREATE TABLE bar (
  instrument TEXT   NOT NULL,
  span       TEXT   NOT NULL, -- HOUR or DAY
  opens_at   BIGINT NOT NULL,
  open       DOUBLE PRECISION,
  high       DOUBLE PRECISION,
  low        DOUBLE PRECISION,
  close      DOUBLE PRECISION NOT NULL,
  volume     DOUBLE PRECISION,
  source     TEXT   NOT NULL,
  PRIMARY KEY (instrument, span, opens_at)
);

CREATE TABLE rule_state (
  rule  TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL -- JSON
);

-- Up to when the market has been looked at.
CREATE TABLE position (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  at BIGINT  NOT NULL
);

CREATE TABLE alert (
  id         TEXT   NOT NULL PRIMARY KEY,
  rule       TEXT   NOT NULL,
  event      TEXT   NOT NULL,
  topic      TEXT   NOT NULL,
  instrument TEXT   NOT NULL,
  at         BIGINT NOT NULL, -- market time
  message    TEXT   NOT NULL, -- JSON
  created_at BIGINT NOT NULL,
  why        TEXT             -- JSON
);

CREATE TABLE subscription (
  chat  TEXT NOT NULL,
  topic TEXT NOT NULL,
  PRIMARY KEY (chat, topic)
);

CREATE INDEX subscription_topic ON subscription (topic);

CREATE TABLE chat (
  chat       TEXT NOT NULL PRIMARY KEY,
  platform   TEXT NOT NULL,
  -- Topics the config file gave it when last applied; null for chats that subscribed by command.
  configured TEXT,
  -- Why it gets nothing (blocked, kicked); null while it does.
  inactive   TEXT
);

CREATE TABLE outbox (
  seq        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert      TEXT    NOT NULL REFERENCES alert (id),
  chat       TEXT    NOT NULL,
  platform   TEXT    NOT NULL,
  state      TEXT    NOT NULL DEFAULT 'OWED', -- OWED, SENT, DEAD, CANCELLED
  attempts   INTEGER NOT NULL DEFAULT 0,
  next_at    BIGINT  NOT NULL,
  note       TEXT,
  message_id TEXT,
  settled_at BIGINT,
  UNIQUE (alert, chat)
);

CREATE INDEX outbox_owed ON outbox (chat, seq) WHERE state = 'OWED';
CREATE INDEX outbox_sent ON outbox (chat, seq) WHERE state = 'SENT';

CREATE TABLE seen_update (
  platform TEXT   NOT NULL,
  id       TEXT   NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (platform, id)
);

CREATE TABLE answer (
  seq   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chat  TEXT   NOT NULL,
  title TEXT   NOT NULL,
  at    BIGINT NOT NULL,
  why   TEXT   NOT NULL
);

CREATE INDEX answer_chat ON answer (chat, seq);
