using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Disputes;

/// <summary>
/// Finds disputes of which nothing was ever heard: those that the processor lists and that are not here have their payments' disputes read. How far the list was read is kept, so that each search begins
/// a little before the end of the last.
/// </summary>
internal sealed partial class DisputeSearch(CommerceDatabase database, IDisputeGateway gateway, DisputeService disputes, PaymentClock clock, ILogger<DisputeSearch> logger)
{
    /// <summary>What the processor shows late is seen all the same.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>How many were found, when it was time to look.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (now, name) = (clock.Now, gateway.Name);
        var taken = await database.SendAsync(
            $"""
            INSERT INTO payments.dispute_searches AS known (gateway, due_at) VALUES ({name}, {now + clock.Settings.AskAtLeastEvery})
            ON CONFLICT (gateway) DO UPDATE SET due_at = excluded.due_at WHERE known.due_at <= {now}
            """,
            cancellationToken);
        return taken == 1 ? await SearchAsync(cancellationToken) : 0;
    }

    /// <summary>Whatever the time is.</summary>
    public async Task<int> SearchAsync(CancellationToken cancellationToken)
    {
        var (began, name, found, all) = (clock.Now, gateway.Name, 0, true);
        try
        {
            var until = await database.SendAsync<DateTimeOffset>($"SELECT searched_until FROM payments.dispute_searches WHERE gateway = {name} AND searched_until IS NOT NULL", cancellationToken);
            DateTimeOffset? since = until is [var last] ? last - Overlap : null;
            string? after = null;
            do
            {
                var page = await gateway.SinceAsync(since, after, cancellationToken);
                var (heard, isAll) = await HearAsync(page.Disputes, cancellationToken);
                (found, all, after) = (found + heard, all && isAll, page.Next);
            }
            while (after is not null);
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            GatewayUnavailable(logger, unavailable.Message);
            return found;
        }

        if (all)
        {
            await database.SendAsync($"UPDATE payments.dispute_searches SET searched_until = greatest(searched_until, {began}) WHERE gateway = {name}", cancellationToken);
        }

        return found;
    }

    private async Task<(int Found, bool All)> HearAsync(IReadOnlyList<DisputeWord> words, CancellationToken cancellationToken)
    {
        var (name, names) = (gateway.Name, words.Select(word => word.Id).ToArray());
        var known = (await database.SendAsync<string>($"SELECT processor_id FROM payments.disputes WHERE gateway = {name} AND processor_id = ANY({names})", cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var (found, all) = (0, true);
        foreach (var word in words.Where(word => !known.Contains(word.Id)))
        {
            database.ChangeTracker.Clear();
            if (await database.Set<Payment>().AsNoTracking().SingleOrDefaultAsync(x => x.Gateway == name && (x.ProcessorId == word.ChargeId || x.Reference == word.ChargeId), cancellationToken) is not { } payment)
            {
                Foreign(logger, word.Id);
                continue;
            }

            var heard = await disputes.HearAsync(payment, cancellationToken);
            (found, all) = (found + (heard ? 1 : 0), all && heard);
        }

        return (found, all);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The processor could not list its disputes: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dispute {Dispute} at the processor is of no payment that is known here.")]
    private static partial void Foreign(ILogger logger, string dispute);
}
