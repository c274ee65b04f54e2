-- Version 8: a credential has an identity that is the same in each copy of it, on each computer. So a file that moves
-- credentials can tell which of them are here already.

ALTER TABLE credential ADD COLUMN identity TEXT;
UPDATE credential SET identity = lower(hex(randomblob(16)));
