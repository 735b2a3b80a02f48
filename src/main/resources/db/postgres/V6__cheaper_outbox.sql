-- What is owed to very many chats is written in one transaction, range by range of chats: in the
-- order of bytes whatever the database's language, and with one index less. What is too old is
-- found when it is claimed.

DROP INDEX outbox_expiry;
DROP INDEX subscription_topic;
ALTER TABLE subscription ALTER COLUMN chat TYPE TEXT COLLATE "C";
ALTER TABLE chat ALTER COLUMN chat TYPE TEXT COLLATE "C";
ALTER TABLE chat_policy ALTER COLUMN chat TYPE TEXT COLLATE "C";
ALTER TABLE mute ALTER COLUMN chat TYPE TEXT COLLATE "C";
CREATE INDEX subscription_topic ON subscription (topic, chat);
CREATE INDEX chat_inactive ON chat (chat) WHERE inactive IS NOT NULL;

-- When the wait for next_at began: by a clock that was wrong, if that is later than now.
ALTER TABLE outbox ADD COLUMN waits_from BIGINT;
