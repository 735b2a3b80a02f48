-- Which node looks at the market, polls and sends. Beats by the server's clock.

CREATE TABLE leader (
  id      INTEGER     NOT NULL PRIMARY KEY CHECK (id = 1),
  node    TEXT        NOT NULL,
  pid     INTEGER     NOT NULL, -- of the server's process that holds the lock for it
  epoch   BIGINT      NOT NULL, -- how often the lead has changed
  beat_at TIMESTAMPTZ NOT NULL
);
