using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Saved;

/// <summary>
/// Asks the processor about what is not where it is here: savings that wait or whose news got lost, what was removed, and payers who are erased. And once a week about what can be paid with,
/// since what became of it there may not have been told.
/// </summary>
internal sealed partial class SavedMethodSweep(CommerceDatabase database, SavedMethods methods, ISavedMethods gateway, PaymentClock clock, ILogger<SavedMethodSweep> logger)
{
    private const int Batch = 50;

    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(7);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var asked = 0;
        foreach (var id in (await DueMethodsAsync(cancellationToken)).Concat(await OldMethodsAsync(cancellationToken)))
        {
            asked += await TryAsync(() => methods.ReadAsync(SavedMethodId.From(id), cancellationToken), id, cancellationToken) ? 1 : 0;
        }

        foreach (var id in await DuePayersAsync(cancellationToken))
        {
            asked += await TryAsync(() => ForgetAsync(PayerId.From(id), cancellationToken), id, cancellationToken) ? 1 : 0;
        }

        return asked;
    }

    /// <summary>Whoever moves the time on takes it; another server process then finds it not due.</summary>
    private Task<List<Guid>> DueMethodsAsync(CancellationToken cancellationToken)
    {
        var (now, name, first, longest) = (clock.Now, gateway.Name, clock.Settings.AskAfter, clock.Settings.AskAtLeastEvery);
        return database.SendAsync<Guid>(
            $"""
            UPDATE payments.saved_methods SET asked = asked + 1, ask_at = {now} + least({first} * power(2, least(asked, 20)), {longest})
            WHERE id IN (
                SELECT m.id FROM payments.saved_methods m JOIN payments.payers p ON p.id = m.payer_id
                WHERE m.unsettled AND m.ask_at <= {now} AND p.gateway = {name} ORDER BY m.ask_at LIMIT {Batch} FOR UPDATE OF m SKIP LOCKED)
            RETURNING id
            """,
            cancellationToken);
    }

    /// <summary>An answer moves <c>read_at</c> on; where none came it is asked for again within the hour.</summary>
    private Task<List<Guid>> OldMethodsAsync(CancellationToken cancellationToken)
    {
        var (now, name, wait) = (clock.Now, gateway.Name, clock.Settings.AskAtLeastEvery);
        return database.SendAsync<Guid>(
            $"""
            UPDATE payments.saved_methods SET ask_at = {now + wait}
            WHERE id IN (
                SELECT m.id FROM payments.saved_methods m JOIN payments.payers p ON p.id = m.payer_id
                WHERE m.state = 'Usable' AND NOT m.unsettled AND m.read_at <= {now - LookAgain} AND m.ask_at <= {now} AND p.gateway = {name} ORDER BY m.read_at LIMIT {Batch} FOR UPDATE OF m SKIP LOCKED)
            RETURNING id
            """,
            cancellationToken);
    }

    private Task<List<Guid>> DuePayersAsync(CancellationToken cancellationToken)
    {
        var (now, name, first, longest) = (clock.Now, gateway.Name, clock.Settings.AskAfter, clock.Settings.AskAtLeastEvery);
        return database.SendAsync<Guid>(
            $"""
            UPDATE payments.payers SET asked = asked + 1, ask_at = {now} + least({first} * power(2, least(asked, 20)), {longest})
            WHERE id IN (
                SELECT id FROM payments.payers
                WHERE forgotten_at IS NOT NULL AND gone_at IS NULL AND ask_at <= {now} AND gateway = {name} ORDER BY ask_at LIMIT {Batch} FOR UPDATE SKIP LOCKED)
            RETURNING id
            """,
            cancellationToken);
    }

    /// <summary>One whose name was never heard is asked for by it once more, so that the processor forgets that too.</summary>
    private async Task ForgetAsync(PayerId id, CancellationToken cancellationToken)
    {
        var payer = await database.Set<Payer>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        await gateway.ForgetAsync(await methods.PayerAsync(payer, cancellationToken), cancellationToken);
        var now = clock.Now;
        await database.Set<Payer>().Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.GoneAt, now), cancellationToken);
    }

    private async Task<bool> TryAsync(Func<Task> ask, Guid id, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        try
        {
            await ask();
            return true;
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            GatewayUnavailable(logger, id, unavailable.Message);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            AskingFailed(logger, failure, id);
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The processor could not be asked about what {Id} has saved: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, Guid id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking about what {Id} has saved failed; it is tried again later.")]
    private static partial void AskingFailed(ILogger logger, Exception failure, Guid id);
}

/// <summary>Sweeps again and again while the server runs.</summary>
internal sealed class SavedMethodSweepWorker(IServiceScopeFactory scopes, PaymentSettings settings, ILogger<SavedMethodSweepWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (SavedMethodSweep sweep, CancellationToken token) => sweep.RunAsync(token), stoppingToken);
}
