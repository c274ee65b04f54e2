-- Version 6: a credential has the places of its APIs as typed, and what came of trying its token there last (both JSON).

ALTER TABLE credential ADD COLUMN api_places TEXT NOT NULL DEFAULT '{}';
ALTER TABLE credential ADD COLUMN api_results TEXT NOT NULL DEFAULT '{}';
