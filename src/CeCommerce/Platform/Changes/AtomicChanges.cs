using System.Text.Json;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Platform.Changes;

/// <summary>Somebody changed what was just read: the transaction is to begin again.</summary>
internal sealed class ChangedMeanwhile : Exception;

/// <summary>A request whose work has begun, now or in an earlier attempt.</summary>
/// <param name="Name">Of what was made.</param>
internal sealed record OpenedWork(OpenedRequest Request, string Name);

/// <summary>
/// Runs a change of stock or orders in one transaction: all of it or nothing. Two that meet on the same row are told apart
/// by row versions and constraints; the later one starts again from what the database says now.
/// </summary>
/// <param name="busy">The answer when others were faster every time.</param>
internal sealed class AtomicChanges(CommerceDatabase database, IdempotencyKeys keys, UserError busy)
{
    private const int Attempts = 5;

    private readonly List<Func<Task>> _last = [];

    /// <summary>
    /// Has the transaction that is open do something after all rows are saved: what others wait for while they hold rows, such as movements of money, comes last. It
    /// saves by itself.
    /// </summary>
    public void AtEnd(Func<Task> last)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("There is no transaction that could end.");
        }

        _last.Add(last);
    }

    public async Task<Outcome<T>> RunAsync<T>(Func<Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        // The whole transaction is repeated or given up, so a savepoint before each save would only cost statements.
        database.Database.AutoSavepointsEnabled = false;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            database.ChangeTracker.Clear();
            try
            {
                return await TryAsync(work, cancellationToken);
            }
            catch (Exception error) when (IsCollision(error))
            {
                // Somebody was faster; what they left is looked at next.
            }

            await Task.Delay(attempt * Random.Shared.Next(1, 10), cancellationToken);
        }

        database.ChangeTracker.Clear();
        return busy;
    }

    /// <summary>As <see cref="RunAsync{T}"/>, at most once for one key; a repetition gets what <paramref name="again"/> finds by the stored name.</summary>
    public Task<Outcome<T>> OnceAsync<T>(
        KeyedRequest request, Func<Task<Outcome<T>>> work, Func<T, string> nameOf, Func<string, Task<T>> again, CancellationToken cancellationToken) =>
        RunAsync<T>(
            async () =>
            {
                var found = await keys.TakeAsync(request, null, cancellationToken);
                if (!found.Try(out var opened, out var refusal))
                {
                    return Outcome<T>.Refused(refusal);
                }

                if (opened.Answer is { } answer)
                {
                    return await again(JsonSerializer.Deserialize<string>(answer)!);
                }

                var outcome = await work();
                if (outcome.Try(out var value, out _))
                {
                    opened.Request.Finish(JsonColumn.Write(nameOf(value)));
                }

                return outcome;
            },
            cancellationToken);

    /// <summary>
    /// As <see cref="OnceAsync"/>, for work that ends in a later transaction: the request stays open under a lease until that one finishes it, and a repetition goes on
    /// from there.
    /// </summary>
    /// <param name="name">Of what <paramref name="work"/> makes; it says why it was refused, or null.</param>
    public Task<Outcome<OpenedWork>> OpenAsync(KeyedRequest request, string name, Func<Task<IUserError?>> work, CancellationToken cancellationToken) =>
        RunAsync<OpenedWork>(
            async () =>
            {
                if (!(await keys.TakeAsync(request, name, cancellationToken)).Try(out var opened, out var refusal))
                {
                    return Outcome<OpenedWork>.Refused(refusal);
                }

                if ((opened.Answer ?? (opened.Resumed ? opened.Request.Progress : null)) is { } made)
                {
                    return new OpenedWork(opened, JsonSerializer.Deserialize<string>(made)!);
                }

                return await work() is { } refused ? Outcome<OpenedWork>.Refused(refused) : new OpenedWork(opened, name);
            },
            cancellationToken);

    private async Task<Outcome<T>> TryAsync<T>(Func<Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        _last.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var outcome = await work();
        if (outcome.Error is not null)
        {
            await transaction.RollbackAsync(cancellationToken);
            database.ChangeTracker.Clear();
            return outcome;
        }

        await database.SaveWithJournalAsync(cancellationToken);
        foreach (var last in _last)
        {
            await last();
        }

        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private static bool IsCollision(Exception error) => error switch
    {
        ChangedMeanwhile or DbUpdateConcurrencyException => true,
        // EF wraps what may pass by itself, such as a deadlock, once more.
        DbUpdateException { InnerException: { } inner } => IsCollision(inner),
        InvalidOperationException { InnerException: { } inner } => IsCollision(inner),
        PostgresException refused => refused.SqlState == PostgresErrorCodes.UniqueViolation || PassingFailure.IsCauseOf(refused),
        _ => false,
    };
}
