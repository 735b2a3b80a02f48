-- Chats that have a new id: the config file may go on naming the old one.
CREATE TABLE moved_chat (
  chat  TEXT NOT NULL PRIMARY KEY,
  fresh TEXT NOT NULL
);
