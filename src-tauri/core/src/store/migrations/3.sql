-- Version 3: each sealed secret has a number, which is part of what it is bound to. The numbers are sealed, too, in place of
-- the empty text with which a key was checked before.

ALTER TABLE vault RENAME COLUMN key_check TO seal_numbers;
