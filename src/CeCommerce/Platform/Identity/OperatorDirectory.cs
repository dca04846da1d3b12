using Npgsql;

namespace CeCommerce.Platform.Identity;

/// <summary>
/// Which operators there are, asked of their table in plain SQL: an app works for an operator, and operators are a
/// feature that the platform does not know.
/// </summary>
internal sealed class OperatorDirectory(NpgsqlDataSource database)
{
    public async Task<bool> ExistsAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT true FROM operators.operators WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>The operator with this code, such as <c>demo-refurbisher</c>; null when there is none.</summary>
    public async Task<Guid?> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id FROM operators.operators WHERE code = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }
}
