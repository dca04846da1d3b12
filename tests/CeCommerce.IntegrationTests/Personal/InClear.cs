using System.Text;
using Npgsql;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>Looks for words in every row of every table, as a dump would show them.</summary>
internal static class InClear
{
    private const string Tables = "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')";

    /// <summary>The tables that say one of them: as it is, in hexadecimal, or in base64.</summary>
    public static async Task<List<string>> FoundAsync(string connectionString, params string[] words)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var tables = new List<string>();
        await using (var command = database.CreateCommand(Tables))
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.Contains("personal.recipients", tables);
        var forms = words.SelectMany(word => new[] { word, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word)), Convert.ToBase64String(Encoding.UTF8.GetBytes(word)) }).Select(form => $"%{form}%").ToArray();
        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var command = database.CreateCommand($"SELECT count(*) FROM {table} AS whole_row WHERE whole_row::text LIKE ANY ($1)");
            command.Parameters.AddWithValue(forms);
            if ((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! > 0)
            {
                found.Add(table);
            }
        }

        return found;
    }
}
