using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>
/// Repeats what met a stale plan (<see cref="PassingFailure"/>), in a fresh session. Within a transaction nothing is repeated, since the transaction is lost:
/// whoever began it begins again, as after a deadlock.
/// </summary>
internal sealed class FreshSessions(ExecutionStrategyDependencies dependencies, NpgsqlDataSource source) : IExecutionStrategy
{
    /// <summary>Migrations may follow one another; more than that is no migration.</summary>
    private const int Attempts = 3;

    /// <summary>EF would otherwise read every result whole before giving it out; here only the sending of a statement is repeated.</summary>
    public bool RetriesOnFailure => false;

    public TResult Execute<TState, TResult>(
        TState state, Func<DbContext, TState, TResult> operation, Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return operation(dependencies.CurrentContext.Context, state);
            }
            catch (Exception error) when (MayPass(error, attempt))
            {
                // The pool gives out only fresh sessions by now.
            }
        }
    }

    public async Task<TResult> ExecuteAsync<TState, TResult>(
        TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await operation(dependencies.CurrentContext.Context, state, cancellationToken);
            }
            catch (Exception error) when (MayPass(error, attempt))
            {
                // The pool gives out only fresh sessions by now.
            }
        }
    }

    private bool MayPass(Exception error, int attempt)
    {
        if (!PassingFailure.IsStalePlan(error))
        {
            return false;
        }

        // The other sessions of the pool have prepared the same statement; each goes as soon as it is idle.
        source.Clear();
        return attempt < Attempts && dependencies.CurrentContext.Context.Database.CurrentTransaction is null;
    }
}
