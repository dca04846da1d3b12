using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.Personal.Keys;

/// <summary>Keys in a database of their own, which all servers share and no dump of the product's database takes along.</summary>
internal sealed partial class PostgresKeyStore : IMovableKeyStore, IAsyncDisposable
{
    /// <summary>Servers that start together make the tables one after the other. What has recipients is the product's own database.</summary>
    private const string Tables =
        """
        DO $$
        BEGIN
            IF to_regclass('personal.recipients') IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = '42P07', MESSAGE = 'this is the database of the product itself, whose dumps must hold no keys';
            END IF;
            IF to_regclass('person_keys.erased') IS NULL THEN
                PERFORM pg_advisory_xact_lock(hashtextextended('person_keys', 23));
                CREATE SCHEMA IF NOT EXISTS person_keys;
                CREATE TABLE IF NOT EXISTS person_keys.store (id uuid NOT NULL PRIMARY KEY, one boolean NOT NULL DEFAULT true UNIQUE CHECK (one));
                INSERT INTO person_keys.store (id) VALUES (gen_random_uuid()) ON CONFLICT DO NOTHING;
                CREATE TABLE IF NOT EXISTS person_keys.keys (
                    person bytea NOT NULL PRIMARY KEY CHECK (length(person) = 32),
                    key_id uuid NOT NULL UNIQUE,
                    master_key text NOT NULL,
                    wrapped bytea NOT NULL,
                    made_at timestamp with time zone NOT NULL
                );
                CREATE TABLE IF NOT EXISTS person_keys.erased (key_id uuid NOT NULL PRIMARY KEY, erased_at timestamp with time zone NOT NULL);
            END IF;
            IF to_regclass('person_keys.closed') IS NULL THEN
                PERFORM pg_advisory_xact_lock(hashtextextended('person_keys', 23));
                CREATE TABLE IF NOT EXISTS person_keys.closed (one boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (one));
                CREATE OR REPLACE FUNCTION person_keys.refuse_while_closed() RETURNS trigger LANGUAGE plpgsql AS $refuse$
                BEGIN
                    IF EXISTS (SELECT FROM person_keys.closed) AND current_setting('person_keys.moving', true) IS DISTINCT FROM 'on' THEN
                        RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE = 'the keys were moved to another store, or are being moved';
                    END IF;
                    RETURN NULL;
                END $refuse$;
                CREATE OR REPLACE TRIGGER tr_keys_closed BEFORE INSERT OR UPDATE OR DELETE ON person_keys.keys
                    FOR EACH STATEMENT EXECUTE FUNCTION person_keys.refuse_while_closed();
                CREATE OR REPLACE TRIGGER tr_erased_closed BEFORE INSERT OR UPDATE OR DELETE ON person_keys.erased
                    FOR EACH STATEMENT EXECUTE FUNCTION person_keys.refuse_while_closed();
            END IF;
        END $$
        """;

    private readonly NpgsqlDataSource _source;
    private readonly SemaphoreSlim _making = new(1);
    private readonly bool _moving;
    private bool _made;

    public PostgresKeyStore(string connectionString, bool moving = false)
    {
        _moving = moving;
        var named = new NpgsqlConnectionStringBuilder(connectionString);
        Place = $"{named.Host}/{named.Database}";
        _source = NpgsqlDataSource.Create(connectionString);
    }

    public string Place { get; }

    public async Task<StoredKey?> FindAsync(Sha256Digest person, CancellationToken cancellationToken) => (await KeysAsync(
        "SELECT person, key_id, master_key, wrapped, made_at FROM person_keys.keys WHERE person = $1", [person.ToBytes()], cancellationToken)).SingleOrDefault();

    public async Task<bool> AddAsync(StoredKey key, CancellationToken cancellationToken) => await ChangeAsync(
        """
        INSERT INTO person_keys.keys (person, key_id, master_key, wrapped, made_at)
        SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM person_keys.erased WHERE key_id = $2)
        ON CONFLICT DO NOTHING
        """,
        [key.Person.ToBytes(), key.KeyId, key.MasterKey, key.Wrapped, key.MadeAt],
        cancellationToken) == 1;

    public async Task<bool> RewrapAsync(StoredKey key, string before, CancellationToken cancellationToken) => await ChangeAsync(
        "UPDATE person_keys.keys SET master_key = $4, wrapped = $5 WHERE person = $1 AND key_id = $2 AND master_key = $3",
        [key.Person.ToBytes(), key.KeyId, before, key.MasterKey, key.Wrapped],
        cancellationToken) == 1;

    public Task EraseAsync(IReadOnlyCollection<ErasedKey> keys, CancellationToken cancellationToken) => ChangeAsync(
        """
        WITH dead AS (SELECT * FROM unnest($1, $2, $3) AS d (person, key_id, at)),
        gone AS (DELETE FROM person_keys.keys k USING dead d WHERE k.person = d.person AND k.key_id = d.key_id)
        INSERT INTO person_keys.erased (key_id, erased_at) SELECT key_id, at FROM dead ORDER BY key_id ON CONFLICT DO NOTHING
        """,
        [keys.Select(key => key.Person.ToBytes()).ToArray(), keys.Select(key => key.KeyId).ToArray(), keys.Select(key => key.At.ToUniversalTime()).ToArray()],
        cancellationToken);

    public Task<bool> IsErasedAsync(Guid keyId, CancellationToken cancellationToken) => RunAsync(
        "SELECT EXISTS (SELECT FROM person_keys.erased WHERE key_id = $1)",
        [keyId],
        async command => (bool)(await command.ExecuteScalarAsync(cancellationToken))!,
        cancellationToken);

    public Task<IReadOnlyList<StoredKey>> NotUnderAsync(string masterKey, Sha256Digest? after, int most, CancellationToken cancellationToken) => KeysAsync(
        "SELECT person, key_id, master_key, wrapped, made_at FROM person_keys.keys WHERE master_key <> $1 AND person > $2 ORDER BY person LIMIT $3",
        [masterKey, after?.ToBytes() ?? [], most],
        cancellationToken);

    public Task<Guid> IdentityAsync(CancellationToken cancellationToken) => RunAsync(
        "SELECT id FROM person_keys.store", [], async command => (Guid)(await command.ExecuteScalarAsync(cancellationToken))!, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _making.Dispose();
        return _source.DisposeAsync();
    }

    /// <summary>Of whoever moves keys the triggers hear in the same transaction, which a pooler gives back as it was.</summary>
    private Task<int> ChangeAsync(string sql, object[] values, CancellationToken cancellationToken) => GuardedAsync(
        async () =>
        {
            await using var batch = _source.CreateBatch();
            if (_moving)
            {
                batch.BatchCommands.Add(new("SELECT set_config('person_keys.moving', 'on', true)"));
            }

            var change = new NpgsqlBatchCommand(sql);
            Fill(change.Parameters, values);
            batch.BatchCommands.Add(change);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return change.RecordsAffected;
        },
        cancellationToken);

    private Task<IReadOnlyList<StoredKey>> KeysAsync(string sql, object[] values, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<StoredKey>>(
        sql,
        values,
        async command =>
        {
            var keys = new List<StoredKey>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                keys.Add(new(
                    Sha256Digest.From(reader.GetFieldValue<byte[]>(0)), reader.GetGuid(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<DateTimeOffset>(4)));
            }

            return keys;
        },
        cancellationToken);

    private Task<T> RunAsync<T>(string sql, object[] values, Func<NpgsqlCommand, Task<T>> run, CancellationToken cancellationToken) => GuardedAsync(
        async () =>
        {
            await using var command = _source.CreateCommand(sql);
            Fill(command.Parameters, values);
            return await run(command);
        },
        cancellationToken);

    private async Task<T> GuardedAsync<T>(Func<Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(cancellationToken);
            return await run();
        }
        catch (Exception failure) when (KeyStoreFailure.Of(failure) is not null)
        {
            throw KeyStoreFailure.Of(failure)!;
        }
    }

    private static void Fill(NpgsqlParameterCollection parameters, object[] values)
    {
        foreach (var value in values)
        {
            parameters.Add(new() { Value = value });
        }
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (_made)
        {
            return;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            await using var command = _source.CreateCommand(Tables);
            await command.ExecuteNonQueryAsync(cancellationToken);
            _made = true;
        }
        finally
        {
            _making.Release();
        }
    }
}
