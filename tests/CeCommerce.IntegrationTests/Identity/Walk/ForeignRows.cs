using Npgsql;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>A digest of every row of every table that mentions one of the foreign things: equal digests, nothing changed.</summary>
internal sealed class ForeignRows(NpgsqlDataSource database, IEnumerable<ForeignThing> things)
{
    private readonly string[] _mentions = [.. things.Select(thing => $"%{thing.Uuid}%")];
    private string? _query;

    public async Task<string> DigestAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(_query ??= await QueryAsync(cancellationToken));
        command.Parameters.AddWithValue(_mentions);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<string> QueryAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT string_agg(format('SELECT %L || t::text AS line FROM %I.%I t', table_name || ' ', table_schema, table_name), ' UNION ALL ')
            FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """);
        var lines = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        return $"SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM ({lines}) AS all_lines WHERE line LIKE ANY ($1)";
    }
}
