using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.Operators.Auditing;

/// <summary>Lets the demo auditor look into the demo operators; an assignment that was ended is not made again.</summary>
internal sealed class DemoAssignments(NpgsqlDataSource source, AssignmentService assignments)
{
    public const string Auditor = "demo-auditor";

    // In SQL, because a start that finds everything in place should not have to compile a query for that.
    private const string Unassigned =
        """
        SELECT id FROM operators.operators o WHERE code = ANY ($1)
            AND NOT EXISTS (SELECT FROM operators.assignments a WHERE a.operator_id = o.id AND a.client_id = $2)
        """;

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoAssignments>().SeedAsync(cancellationToken);
    }

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        var platform = Caller.System with { ClientId = "seed" };
        foreach (var id in await UnassignedAsync(cancellationToken))
        {
            var input = new AssignAuditorInput { ClientId = Auditor, OperatorId = id, IdempotencyKey = $"seed-{id}" };
            if ((await assignments.AssignAsync(platform, input, cancellationToken)).Error is { } error and not AuditorAssignedAlready)
            {
                throw new InvalidOperationException($"The demo auditor cannot be assigned: {error.Message.En}");
            }
        }
    }

    private async Task<List<OperatorId>> UnassignedAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Unassigned);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [DemoOperators.Refurbisher, DemoOperators.Rental] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Auditor });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<OperatorId>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new(reader.GetGuid(0)));
        }

        return found;
    }
}
