-- How a chat wants to be told things, and when it gets a digest; null for as usual.

CREATE TABLE chat_settings (
  chat        TEXT   NOT NULL PRIMARY KEY,
  zone        TEXT,
  look        TEXT,
  digest      TEXT, -- daily 08:00, weekly MONDAY 08:00
  digest_next INTEGER    -- when the next one is due
);

CREATE INDEX chat_settings_digest ON chat_settings (digest_next) WHERE digest_next IS NOT NULL;

-- Who may see and change everything, besides those in the config file.
CREATE TABLE bot_admin (
  who  TEXT NOT NULL PRIMARY KEY, -- platform:id
  chat TEXT NOT NULL              -- where they are told what goes wrong
);

-- The code that makes its first user an admin, as a digest.
CREATE TABLE admin_code (
  id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  hash TEXT    NOT NULL
);
