namespace CeCommerce.Personal.Keys;

internal sealed partial class PostgresKeyStore
{
    public Task<bool> IsClosedAsync(CancellationToken cancellationToken) => RunAsync(
        "SELECT EXISTS (SELECT FROM person_keys.closed)", [], async command => (bool)(await command.ExecuteScalarAsync(cancellationToken))!, cancellationToken);

    /// <summary>The lock waits for changes that are under way; whoever waits for it finds the store closed.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => ChangeAsync(
        """
        DO $$
        BEGIN
            LOCK TABLE person_keys.keys, person_keys.erased IN SHARE ROW EXCLUSIVE MODE;
            INSERT INTO person_keys.closed DEFAULT VALUES ON CONFLICT DO NOTHING;
        END $$
        """,
        [],
        cancellationToken);

    public Task OpenAsync(CancellationToken cancellationToken) => ChangeAsync("DELETE FROM person_keys.closed", [], cancellationToken);

    public Task<IReadOnlyList<ErasedKeyId>> ErasedAsync(Guid? after, int most, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<ErasedKeyId>>(
        "SELECT key_id, erased_at FROM person_keys.erased WHERE $1 OR key_id > $2 ORDER BY key_id LIMIT $3",
        [after is null, after.GetValueOrDefault(), most],
        async command =>
        {
            var erased = new List<ErasedKeyId>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                erased.Add(new(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1)));
            }

            return erased;
        },
        cancellationToken);

    public Task RememberAsync(IReadOnlyCollection<ErasedKeyId> erased, CancellationToken cancellationToken) => ChangeAsync(
        "INSERT INTO person_keys.erased (key_id, erased_at) SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
        [erased.Select(key => key.KeyId).ToArray(), erased.Select(key => key.At.ToUniversalTime()).ToArray()],
        cancellationToken);

    public Task RemoveAsync(IReadOnlyCollection<StoredKey> keys, CancellationToken cancellationToken) => ChangeAsync(
        "DELETE FROM person_keys.keys k USING unnest($1, $2) AS d (person, key_id) WHERE k.person = d.person AND k.key_id = d.key_id",
        [keys.Select(key => key.Person.ToBytes()).ToArray(), keys.Select(key => key.KeyId).ToArray()],
        cancellationToken);
}
