using CeCommerce.Payments.Saved;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>What the sandbox keeps for consumers: its test methods, each of which is saved, refused, or saved after authentication, and told by webhook.</summary>
internal sealed class SandboxMethods(NpgsqlDataSource database, SandboxGateway gateway, SandboxAddress address, TimeProvider clock) : ISavedMethods
{
    private const string Topic = "method.";

    private const string Columns = "id, method, state, reason";

    public string Name => gateway.Name;

    public IReadOnlyList<MeansOfPayment> Methods { get; } = [.. SandboxMethod.All.Where(method => method.Saving is not null).Select(method => new MeansOfPayment(method.Name, method.Kind))];

    public bool IsAbout(string webhook) => webhook.StartsWith(Topic, StringComparison.Ordinal);

    public Task<string> PayerAsync(PayerId id, CancellationToken cancellationToken) => Task.FromResult($"sandbox_{id}");

    public Task<bool> KnowsAsync(string payer, CancellationToken cancellationToken) => Task.FromResult(true);

    public async Task ForgetAsync(string payer, CancellationToken cancellationToken) =>
        await AskAsync($"WITH gone AS (DELETE FROM payments.sandbox_methods WHERE payer = $1) SELECT {Columns} FROM payments.sandbox_methods WHERE false", [payer], cancellationToken);

    public async Task<MethodAtProcessor?> SaveAsync(SavingRequest request, CancellationToken cancellationToken)
    {
        var method = SandboxMethod.Find(request.Method);
        var state = method?.Saving ?? SavedMethodState.Failed;
        return await AskAsync(
            $"""
            WITH made AS (
                INSERT INTO payments.sandbox_methods (id, payer, method, state, reason) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING {Columns}
            ), told AS (
                INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $6, id, '{Topic}updated', $7, $7, 0 FROM made
            )
            SELECT {Columns} FROM made
            """,
            [request.Key, request.Payer, request.Method, state.ToString(), state == SavedMethodState.Failed ? method?.Reason ?? "method_unknown" : "", Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow()],
            cancellationToken) ?? await FindAsync(request, cancellationToken);
    }

    public Task<MethodAtProcessor?> FindAsync(SavingRequest request, CancellationToken cancellationToken) => FindAsync(request.Key, cancellationToken);

    public Task<MethodAtProcessor?> FindAsync(string key, CancellationToken cancellationToken) =>
        AskAsync($"SELECT {Columns} FROM payments.sandbox_methods WHERE id = $1", [key], cancellationToken);

    public Task<MethodAtProcessor?> EndAsync(SavingRequest request, CancellationToken cancellationToken) =>
        MoveAsync(request.Key, [SavedMethodState.Pending], SavedMethodState.Failed, "abandoned", cancellationToken);

    public async Task<MethodAtProcessor?> RemoveAsync(SavingRequest request, CancellationToken cancellationToken) =>
        await EndAsync(request, cancellationToken) is { State: SavedMethodState.Usable }
            ? await MoveAsync(request.Key, [SavedMethodState.Usable], SavedMethodState.Removed, "", cancellationToken)
            : await FindAsync(request, cancellationToken);

    /// <summary>The consumer's part: authenticates, or refuses to.</summary>
    public Task<MethodAtProcessor?> DecideAsync(string key, bool success, CancellationToken cancellationToken) => MoveAsync(
        key, [SavedMethodState.Pending], success ? SavedMethodState.Usable : SavedMethodState.Failed, success ? "" : "authentication_failed", cancellationToken);

    /// <summary>Where it stood already it is read again: the statement that waited for another one to move it does not see what that one wrote.</summary>
    private async Task<MethodAtProcessor?> MoveAsync(string key, SavedMethodState[] from, SavedMethodState to, string reason, CancellationToken cancellationToken) => await AskAsync(
        $"""
        WITH moved AS (
            UPDATE payments.sandbox_methods SET state = $2, reason = $3 WHERE id = $1 AND state = ANY ($4) RETURNING {Columns}
        ), told AS (
            INSERT INTO payments.sandbox_events (id, reference, kind, at, due_at, attempts) SELECT $5, id, '{Topic}updated', $6, $6, 0 FROM moved
        )
        SELECT {Columns} FROM moved
        """,
        [key, to.ToString(), reason, from.Select(state => state.ToString()).ToArray(), Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow()],
        cancellationToken) ?? await FindAsync(key, cancellationToken);

    private async Task<MethodAtProcessor?> AskAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand(sql);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? Read(reader.GetString(0), reader.GetString(1), Enum.Parse<SavedMethodState>(reader.GetString(2)), reader.GetString(3)) : null;
        }
        catch (NpgsqlException error)
        {
            throw new PaymentGatewayUnavailable("The sandbox's tables cannot be reached.", error);
        }
    }

    private MethodAtProcessor Read(string key, string method, SavedMethodState state, string reason)
    {
        var isSaved = state is SavedMethodState.Usable or SavedMethodState.Removed;
        return new(key, state)
        {
            ProcessorId = isSaved ? key : null,
            Card = isSaved ? new("visa", "4242", method == "card_expired" ? 2020 : 2034, 12) : null,
            Action = state == SavedMethodState.Pending ? new Redirect($"{address.Base}/sandbox/methods/{key}") : null,
            Reason = reason.Length > 0 ? reason : null,
        };
    }
}
