using CeCommerce.Import.Jobs;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Writing;

/// <summary>
/// Whatever stands in a row, it ends no import: an error that nobody foresaw becomes that row's finding, and the rows around it go on.
/// </summary>
internal static class RowFailure
{
    /// <summary>Stands in place of everything that was said about the row, since that may be what cannot be stored.</summary>
    public static RowFinding Finding { get; } = RowFinding.Of(ItemRules.RowFailed, ItemRules.RowFailed.Field);

    public static string? Storable(string? sourceId) => sourceId is not null && PlainText.IsStorable(sourceId) ? sourceId : null;

    /// <summary>False for what would have met any other row, too: the database is out of reach or out of room, the work was stopped.</summary>
    public static bool IsOfARow(Exception failure) => failure switch
    {
        OperationCanceledException or JobTakenOver or OutOfMemoryException or IOException or TimeoutException or ObjectDisposedException => false,
        PostgresException refused => !PassingFailure.IsCauseOf(refused) && !refused.IsTransient && refused.SqlState[..2] is not ("08" or "53" or "57" or "58" or "XX"),
        NpgsqlException => false,
        DbUpdateException { InnerException: { } inner } => IsOfARow(inner),
        InvalidOperationException { InnerException: NpgsqlException inner } => IsOfARow(inner),
        _ => true,
    };

    extension(PreparedRow row)
    {
        public bool HasFailed => row.Findings.Contains(Finding);

        public PreparedRow Failed() => new(row.Row, Storable(row.SourceId), [], null, null, null, [Finding]);
    }

    extension(ImportedRow row)
    {
        public bool HasFailed => row.Findings.Contains(Finding);

        public ImportedRow Failed() => new(row.JobId, row.Row, Storable(row.SourceId), ImportOutcome.Refused, null, [Finding]);
    }
}
