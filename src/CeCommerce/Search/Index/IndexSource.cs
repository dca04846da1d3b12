using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.Search.Index;

/// <summary>The database that an index is fed from.</summary>
internal sealed class IndexSource(NpgsqlDataSource database, EventLog log, EventFeed feed, EventSequencer sequencer, IServiceScopeFactory scopes)
{
    public EventLog Log => log;

    public EventFeed Feed => feed;

    public EventSequencer Sequencer => sequencer;

    public IServiceScopeFactory Scopes => scopes;

    /// <summary>
    /// Tells this database from every other, also from its own copy by a logical dump, whose transactions are counted anew. Where the
    /// cluster may not be asked, the name that the database was given at its making stands in.
    /// </summary>
    public async Task<string> OriginAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await TextAsync("SELECT (pg_control_system()).system_identifier || '/' || oid FROM pg_database WHERE datname = current_database()", cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return await TextAsync("SELECT id::text FROM search.origin", cancellationToken);
        }
    }

    private async Task<string> TextAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
