-- Version 2: a stored attempt holds no curl command any more. It is written from the stored request when it is wanted.

UPDATE exchange SET shown = json_remove(shown, '$.sent.curl') WHERE json_valid(shown);
