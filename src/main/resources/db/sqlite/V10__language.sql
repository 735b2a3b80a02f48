-- What a chat is spoken to in; null for English.
ALTER TABLE chat_settings ADD COLUMN language TEXT;
