-- Version 4: a stored attempt says whether the body is JSON, and holds no second, indented body. The window indents it.

UPDATE exchange
SET shown = json_remove(
  json_set(
    shown,
    '$.response.body.json',
    json(iif(json_type(shown, '$.response.body.pretty') = 'text', 'true', 'false'))
  ),
  '$.response.body.pretty'
)
WHERE json_valid(shown) AND json_type(shown, '$.response.body') = 'object';
