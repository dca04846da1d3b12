using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Standards.Recalls;

/// <summary>Finds the recalls of units: one round trip for however many, none for units without brand or model number.</summary>
internal static class RecallLookup
{
    /// <summary>
    /// Held by whoever judges by recalls, until the transaction ends, and alone by whoever adds some: so a verdict has seen a recall, or is
    /// stored before it is, and then the review finds it.
    /// </summary>
    internal const string Lock = "hashtextextended('standards.recalls', 17)";

    private const string Hold = $"SELECT pg_advisory_xact_lock_shared({Lock})";

    private const string Find =
        """
        WITH wanted AS (SELECT * FROM unnest($1, $2) AS name (brand, model)),
        found AS (
            SELECT w.brand, w.model, m.recall_id FROM wanted w
            JOIN standards.recalled_models m ON m.brand_key = w.brand AND m.model_key = w.model
            UNION
            SELECT w.brand, w.model, m.recall_id FROM wanted w
            JOIN standards.recalled_models m ON m.is_prefix AND m.brand_key = w.brand AND starts_with(w.model, m.model_key))
        SELECT f.brand, f.model, r.source, r.number, r.announced_on, r.goods
        FROM found f JOIN standards.recalls r ON r.id = f.recall_id
        WHERE r.announced_on <= $3 AND (r.ended_on IS NULL OR $3 < r.ended_on)
        """;

    /// <summary>In the transaction of the context when it has one.</summary>
    public static async Task<KnownRecalls> RecallsOfAsync(this CommerceDatabase database, IEnumerable<RecallSubject> units, DateOnly today, CancellationToken cancellationToken)
    {
        var names = NamesOf(units);
        if (names.Count == 0)
        {
            return KnownRecalls.None;
        }

        await database.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await FindAsync((NpgsqlConnection)database.Database.GetDbConnection(), names, today, cancellationToken);
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    public static async Task<KnownRecalls> FindAsync(NpgsqlConnection connection, IEnumerable<RecallSubject> units, DateOnly today, CancellationToken cancellationToken)
    {
        var names = NamesOf(units);
        return names.Count == 0 ? KnownRecalls.None : await FindAsync(connection, names, today, cancellationToken);
    }

    private static List<RecallName> NamesOf(IEnumerable<RecallSubject> units) => [.. units.Select(unit => unit.Name).Where(name => name.IsWhole).Distinct()];

    private static async Task<KnownRecalls> FindAsync(NpgsqlConnection connection, List<RecallName> names, DateOnly today, CancellationToken cancellationToken)
    {
        // Two statements, since one that waited would still see the recalls from before it did.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Hold),
                new(Find)
                {
                    Parameters =
                    {
                        new() { Value = names.Select(name => name.Brand).ToArray() },
                        new() { Value = names.Select(name => name.Model).ToArray() },
                        new() { Value = today },
                    },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var known = new KnownRecalls();
        while (await reader.ReadAsync(cancellationToken))
        {
            var goods = JsonColumn.Read<RecalledGoods>(reader.GetString(5));
            known.Add(
                new(reader.GetString(0), reader.GetString(1)),
                new(reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateOnly>(4), goods.Page), goods);
        }

        return known;
    }
}
