using Npgsql;

namespace CeCommerce.Operators;

/// <summary>Which operators there are, for whoever only needs to know that: in plain SQL, since a start or a command should not have to compile a query for it.</summary>
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
