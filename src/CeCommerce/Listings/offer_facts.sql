-- What is stated of an offer was kept with the unit: it goes to every listing of the unit by the operator who stated it, also to those that
-- are sold, and out of the unit. Old servers leave the column alone; while they run they judge an offer without its facts.
ALTER TABLE listings.listings ADD COLUMN facts jsonb;

CREATE FUNCTION pg_temp.offer_facts() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY[
        'nonConformityTermsSet', 'nonConformityTerms', 'saleOption', 'warrantyAsNew', 'warrantyWholeProduct', 'warrantyScope', 'warrantyContactShown',
        'takeBackOffered', 'collectionFee', 'recyclingFeeInfo', 'referencePrice', 'referencePriceEvidence', 'referencePricePeriod']
$$;

CREATE FUNCTION pg_temp.of_offer(facts jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(facts) WHERE key = ANY (pg_temp.offer_facts())
$$;

-- A unit that passed on since is kept with the listing as it was then.
UPDATE listings.listings
SET facts = pg_temp.of_offer(item_then #> '{description,facts}'),
    item_then = jsonb_set(item_then, '{description,facts}', (item_then #> '{description,facts}') - pg_temp.offer_facts())
WHERE item_then #> '{description,facts}' ?| pg_temp.offer_facts();

UPDATE listings.listings l
SET facts = pg_temp.of_offer(i.facts)
FROM items.items i
WHERE i.id = l.item_id AND i.operator_id = l.operator_id AND l.item_then IS NULL AND i.facts ?| pg_temp.offer_facts();

UPDATE items.items i
SET facts = i.facts - pg_temp.offer_facts()
WHERE i.facts ?| pg_temp.offer_facts()
    AND EXISTS (SELECT FROM listings.listings l WHERE l.item_id = i.id AND l.operator_id = i.operator_id AND l.item_then IS NULL);
