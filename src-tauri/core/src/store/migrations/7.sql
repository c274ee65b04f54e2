-- Version 7: an attempt can be an experiment. Then it says what was changed (JSON), and is no result of its credential.

ALTER TABLE attempt ADD COLUMN experiment TEXT;
