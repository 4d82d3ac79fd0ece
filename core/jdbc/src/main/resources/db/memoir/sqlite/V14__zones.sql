-- The time zone in which a turn was said; NULL is the memory's. The one in whose days a fact's dates are known; NULL is UTC.
ALTER TABLE turn ADD COLUMN zone TEXT;
ALTER TABLE memory ADD COLUMN valid_zone TEXT;
