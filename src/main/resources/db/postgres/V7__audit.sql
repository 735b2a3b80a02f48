-- Who changed what a chat is told, or tried to.

CREATE TABLE audit (
  seq     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chat    TEXT    NOT NULL,
  who     TEXT    NOT NULL, -- the platform's own id
  action  TEXT    NOT NULL, -- as typed
  allowed INTEGER NOT NULL,
  at      BIGINT  NOT NULL
);

CREATE INDEX audit_chat ON audit (chat, seq);
