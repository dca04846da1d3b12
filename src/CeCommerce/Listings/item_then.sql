-- What the operator said of the item while they had it; null until it passes on to another. Old servers leave it alone.
ALTER TABLE listings.listings ADD COLUMN item_then jsonb;
