using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.Operators.Auditing;

/// <summary>Reads the assignments in force today, in plain SQL: every request of an auditor begins with it.</summary>
internal sealed class AssignmentsToday(NpgsqlDataSource source, TimeProvider clock) : IAuditorAssignments
{
    private const string InForce =
        """
        SELECT operator_id FROM operators.assignments WHERE client_id = $1 AND daterange("from", until) @> $2
        """;

    public async ValueTask<IReadOnlySet<Guid>> OfAsync(string clientId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(InForce);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = clientId });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var audited = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            audited.Add(reader.GetGuid(0));
        }

        return audited;
    }
}
