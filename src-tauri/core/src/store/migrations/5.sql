-- Version 5: what is practice is known. An attempt and a last result say whether the request was made for practice, and
-- practice and Account Manager each have ticks of their own. And a credential says what to call it while it has no name
-- (JSON; filled in at its next change).

-- Before, practice was guessed from the address, which a server of one's own can have as well. What was stored then
-- counts as practice only if its credential is for practice, too.

ALTER TABLE attempt ADD COLUMN practice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE credential ADD COLUMN proposed_name TEXT;

UPDATE attempt SET practice = 1
WHERE url LIKE 'http://127.0.0.1:%/dwsso/oauth2/access_token'
  AND credential IN (
    SELECT id FROM credential WHERE json_valid(form) AND json_extract(form, '$.destination.kind') = 'practice'
  );

UPDATE credential
SET last_result = json_set(
  last_result,
  '$.recipient',
  iif(
    json_valid(form) AND json_extract(form, '$.destination.kind') = 'practice'
      AND json_extract(last_result, '$.url') LIKE 'http://127.0.0.1:%/dwsso/oauth2/access_token',
    'practice',
    'other'
  )
)
WHERE json_valid(last_result);

-- What is checked off for practice does not count for Account Manager. The ticks that are there belong to the
-- destination that the credential has.

UPDATE credential
SET ticks = iif(
  CASE WHEN json_valid(form) THEN json_extract(form, '$.destination.kind') END = 'practice',
  json_object('account_manager', json('[false,false,false,false]'), 'practice', json(ticks)),
  json_object('account_manager', json(ticks), 'practice', json('[false,false,false,false]'))
)
WHERE json_valid(ticks) AND json_type(ticks) = 'array';
