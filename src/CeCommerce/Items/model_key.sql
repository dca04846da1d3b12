-- A brand or model number as it is compared with those of recalls: see Standards/Recalls/RecallKey.cs, which must say the same.
CREATE FUNCTION items.model_key(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$
    SELECT left(lower(regexp_replace(normalize($1, NFKC), '[^A-Za-z0-9\u00C0-\u012F\u0131-\u1FFF\u2C00-\u2FFF\u3040-\u30FA\u30FD-\uFEFE\uFF00-\U0010FFFF]', '', 'g')), 64)
$$;

CREATE INDEX ix_items_model_key ON items.items (items.model_key(brand) COLLATE "C", items.model_key(model_number) COLLATE "C")
WHERE brand IS NOT NULL AND model_number IS NOT NULL;
