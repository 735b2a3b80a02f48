-- What is owed to very many chats is written in one transaction: fewer and narrower indexes.
-- SQLite ends every entry of an index with the row's seq by itself. What is too old is found when
-- it is claimed.

DROP INDEX outbox_expiry;
DROP INDEX outbox_owed;
DROP INDEX outbox_next;
CREATE INDEX outbox_owed ON outbox (chat) WHERE state = 'OWED';
CREATE INDEX outbox_next ON outbox (platform, lane, turn) WHERE state = 'OWED';

DROP INDEX subscription_topic;
CREATE INDEX subscription_topic ON subscription (topic, chat);
CREATE INDEX chat_inactive ON chat (chat) WHERE inactive IS NOT NULL;

-- When the wait for next_at began: by a clock that was wrong, if that is later than now.
ALTER TABLE outbox ADD COLUMN waits_from INTEGER;
