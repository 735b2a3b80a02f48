-- Who is sending a message and until when nobody else may; what goes first; until when it is news.

ALTER TABLE outbox ADD COLUMN lane INTEGER NOT NULL DEFAULT 1; -- 0 urgent, 1 broadcast, 2 digest
-- Position within its alert, counted on from what is owed already, so that alerts take turns.
ALTER TABLE outbox ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN expires_at INTEGER; -- null for never
-- How many alerts that came too late this message now stands for; 0 while it is an alert itself.
ALTER TABLE outbox ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN owner TEXT;
ALTER TABLE outbox ADD COLUMN leased_until INTEGER;

CREATE INDEX outbox_next ON outbox (platform, lane, turn, seq) WHERE state = 'OWED';
CREATE INDEX outbox_expiry ON outbox (platform, expires_at) WHERE state = 'OWED';
CREATE INDEX outbox_dead ON outbox (seq) WHERE state = 'DEAD';
CREATE INDEX alert_rule ON alert (rule, created_at);
