using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>Statements that go to PostgreSQL as they stand, within the transaction of the context: for those that are sent often, which EF would put together anew each time.</summary>
internal static class PlainStatements
{
    /// <summary>Answers how many rows it changed.</summary>
    /// <param name="statement">Its values become parameters.</param>
    public static Task<int> SendAsync(this CommerceDatabase database, FormattableString statement, CancellationToken cancellationToken) =>
        RunAsync(database, statement, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken);

    /// <summary>As <see cref="SendAsync"/>; answers the first column of all rows.</summary>
    public static Task<List<T>> SendAsync<T>(this CommerceDatabase database, FormattableString statement, CancellationToken cancellationToken) => RunAsync(
        database,
        statement,
        async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<T> values = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                values.Add(await reader.GetFieldValueAsync<T>(0, cancellationToken));
            }

            return values;
        },
        cancellationToken);

    private static async Task<T> RunAsync<T>(CommerceDatabase database, FormattableString statement, Func<NpgsqlCommand, Task<T>> run, CancellationToken cancellationToken)
    {
        await database.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = CommandOf(database, statement);
            return await run(command);
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private static NpgsqlCommand CommandOf(CommerceDatabase database, FormattableString statement)
    {
        object[] places = [.. Enumerable.Range(1, statement.ArgumentCount).Select(place => $"${place}")];
        var command = (NpgsqlCommand)database.Database.GetDbConnection().CreateCommand();
        command.Transaction = (NpgsqlTransaction?)database.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = string.Format(CultureInfo.InvariantCulture, statement.Format, places);
        foreach (var value in statement.GetArguments())
        {
            command.Parameters.Add(new() { Value = value is DateTimeOffset at ? at.ToUniversalTime() : value ?? DBNull.Value });
        }

        return command;
    }
}
