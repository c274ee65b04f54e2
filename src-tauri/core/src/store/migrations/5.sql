-- Version 5: what is checked off for practice does not count for Account Manager, so each has ticks of its own. Those that
-- are there belong to the destination that the credential has.

UPDATE credential
SET ticks = iif(
  CASE WHEN json_valid(form) THEN json_extract(form, '$.destination.kind') END = 'practice',
  json_object('account_manager', json('[false,false,false,false]'), 'practice', json(ticks)),
  json_object('account_manager', json(ticks), 'practice', json('[false,false,false,false]'))
)
WHERE json_valid(ticks) AND json_type(ticks) = 'array';
