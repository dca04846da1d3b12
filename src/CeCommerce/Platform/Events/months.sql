-- Takes the table from all others, in short turns, so that writers go on in between when somebody does not let go of it.
CREATE FUNCTION platform.lock_briefly(wanted regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    FOR attempt IN 1..60 LOOP
        BEGIN
            PERFORM set_config('lock_timeout', '2s', true);
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', wanted);
            RETURN;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = 60 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(1);
        END;
    END LOOP;
END $$;

-- The time that a check constraint or a partition ends before.
CREATE FUNCTION platform.time_in(definition text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT max(found[1]::timestamptz) FROM regexp_matches(definition, '''(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-][\d:]+)''', 'g') found
$$;

CREATE FUNCTION platform.upper_bound(of regclass, constraint_name text) RETURNS timestamptz LANGUAGE sql STABLE SET datestyle = 'ISO, YMD' AS $$
    SELECT platform.time_in(pg_get_constraintdef(oid)) FROM pg_constraint WHERE conrelid = of AND conname = constraint_name
$$;

-- Nobody rewrites what readers have acted on: not through the table, and not through one of its months.
CREATE FUNCTION platform.keep_append_only(parent text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER tr_%s_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.%I FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', parent, parent);
    EXECUTE format('CREATE TRIGGER tr_%s_rows_append_only BEFORE UPDATE OR DELETE ON platform.%I FOR EACH ROW EXECUTE FUNCTION platform.refuse_change()', parent, parent);
    -- Takes what no month takes, should a clock be wrong or nobody have made the months.
    EXECUTE format('CREATE TABLE platform.%I PARTITION OF platform.%I DEFAULT', parent || '_default', parent);
    EXECUTE format('CREATE TRIGGER tr_%s_before_append_only BEFORE TRUNCATE ON platform.%I FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', parent, parent || '_before');
    EXECUTE format('CREATE TRIGGER tr_%s_default_append_only BEFORE TRUNCATE ON platform.%I FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', parent, parent || '_default');
END $$;

-- Makes the months up to that time, each UTC; answers how many could not be made because the default partition holds their lines.
CREATE FUNCTION platform.make_months(parent text, until timestamptz) RETURNS integer LANGUAGE plpgsql SET datestyle = 'ISO, YMD' AS $$
DECLARE
    month timestamptz;
    next timestamptz;
    made text;
    missed integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('months of ' || parent, 13));
    SELECT max(platform.time_in(pg_get_expr(c.relpartbound, c.oid))) INTO month
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = format('platform.%I', parent)::regclass;
    WHILE month <= until LOOP
        next := (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
        made := format('%s_%s', parent, to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'));
        BEGIN
            EXECUTE format('CREATE TABLE platform.%I (LIKE platform.%I INCLUDING DEFAULTS)', made, parent);
            EXECUTE format('CREATE TRIGGER tr_%s_append_only BEFORE TRUNCATE ON platform.%I FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', made, made);
            EXECUTE format('ALTER TABLE platform.%I ATTACH PARTITION platform.%I FOR VALUES FROM (%L) TO (%L)', parent, made, month, next);
        EXCEPTION WHEN check_violation THEN
            missed := missed + 1;
        END;
        month := next;
    END LOOP;
    RETURN missed;
END $$;

-- What is there lies before the month after tomorrow's, or after the last line's: held from now on, and for old rows once it is validated.
CREATE FUNCTION platform.bound_rows_before(kept text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    until timestamptz;
BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'ck_' || kept || '_before') THEN
        RETURN;
    END IF;
    EXECUTE format('SELECT greatest(now() + interval ''1 day'', (SELECT max(at) FROM platform.%I))', kept) INTO until;
    until := (date_trunc('month', until AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
    PERFORM platform.lock_briefly(format('platform.%I', kept)::regclass);
    EXECUTE format('ALTER TABLE platform.%I ADD CONSTRAINT %I CHECK (at < %L) NOT VALID', kept, 'ck_' || kept || '_before', until);
END $$;
