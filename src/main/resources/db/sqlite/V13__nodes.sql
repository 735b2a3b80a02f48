-- Which commit the states are of: on PostgreSQL several nodes make them.
ALTER TABLE position ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rule_state ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

-- How often a series of bars has changed.
CREATE TABLE bar_change (
  instrument TEXT    NOT NULL,
  span       TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  PRIMARY KEY (instrument, span)
);

-- When every source had last been asked for its bars.
CREATE TABLE bars_asked (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL
);
