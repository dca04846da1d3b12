-- First day on which the listing comes off the shelf unless it is mended; null when nothing refuses it. Old servers leave it alone.
ALTER TABLE listings.listings ADD COLUMN grace_until date;
