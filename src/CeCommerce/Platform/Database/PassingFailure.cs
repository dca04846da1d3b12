using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>What the database refused for a reason that is over by the next attempt: nothing was done, and the whole transaction may be repeated.</summary>
internal static class PassingFailure
{
    private const string DuplicatePreparedStatement = "42P05";
    private const string InvalidStatementName = "26000";

    /// <summary>The class of SQLSTATE.</summary>
    private const string ConnectionExceptions = "08";

    /// <summary>PostgreSQL's function that says "cached plan must not change result type"; the sentence itself depends on the server's language.</summary>
    private const string Revalidation = "RevalidateCachedQuery";

    /// <summary>Two transactions were in each other's way, or a plan is stale.</summary>
    public static bool IsCauseOf(Exception error) => Cause(error) is { } refused
        && (refused.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure || IsStale(refused));

    /// <summary>
    /// A session had prepared the statement, and there it no longer works: a migration changed what it returns, or a pooler handed the session to
    /// another server that never saw it. In a fresh session it works.
    /// </summary>
    public static bool IsStalePlan(Exception error) => Cause(error) is { } refused && IsStale(refused);

    /// <summary>The database went away, or is on its way back: what was under way may have been done or not.</summary>
    public static bool IsLostConnection(Exception error) => error switch
    {
        PostgresException refused => refused.SqlState.StartsWith(ConnectionExceptions, StringComparison.Ordinal)
            || refused.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections,
        NpgsqlException broken => broken.IsTransient,
        DbUpdateException or InvalidOperationException => error.InnerException is { } inner && IsLostConnection(inner),
        _ => false,
    };

    private static bool IsStale(PostgresException refused) =>
        refused.SqlState is InvalidStatementName or DuplicatePreparedStatement
        || refused is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: Revalidation };

    private static PostgresException? Cause(Exception error) => error switch
    {
        PostgresException refused => refused,
        DbUpdateException or InvalidOperationException => error.InnerException is { } inner ? Cause(inner) : null,
        _ => null,
    };
}
