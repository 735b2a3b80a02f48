-- Who changed what a chat is told, or tried to.

CREATE TABLE audit (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  chat    TEXT    NOT NULL,
  who     TEXT    NOT NULL, -- the platform's own id
  action  TEXT    NOT NULL, -- as typed
  allowed INTEGER NOT NULL,
  at      INTEGER  NOT NULL
);

CREATE INDEX audit_chat ON audit (chat, seq);
