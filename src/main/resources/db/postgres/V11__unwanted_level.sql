-- Levels of the config file that a chat does not want to hear of.
CREATE TABLE unwanted_level (
  chat  TEXT NOT NULL,
  level TEXT NOT NULL, -- rule and price: levels:BTC/119000
  PRIMARY KEY (chat, level)
);
