using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Content;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Fees;

/// <summary>Issues the fee invoices of months that have ended. Several servers may do it at once; one that fails is logged, comes again in the next round and holds up no other.</summary>
internal sealed partial class FeeInvoiceRound(FeesOfMonth fees, FeeInvoiceIssuing issuing, Agencies agencies, TimeProvider clock, ILogger<FeeInvoiceRound> logger)
{
    private const int MonthsBack = 12;

    /// <summary>After the month's end, so that what is charged at its last moment is written down and no server's clock is behind.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);

    /// <summary>How many were issued.</summary>
    /// <param name="billed">Months of which a round before found nothing left to bill; nothing is added to a month that has ended.</param>
    public async Task<int> RunAsync(ISet<DateOnly> billed, CancellationToken cancellationToken)
    {
        var today = Tokyo.DayOf(clock.GetUtcNow() - s_grace);
        var (current, issued) = (new DateOnly(today.Year, today.Month, 1), 0);
        for (var back = MonthsBack; back > 0; back--)
        {
            var month = current.AddMonths(-back);
            if (!billed.Contains(month) && await agencies.PlatformOnAsync(month.AddMonths(1).AddDays(-1), cancellationToken) is { } platform)
            {
                issued += await BillAsync(month, platform.AsParty(), billed, cancellationToken);
            }
        }

        return issued;
    }

    private async Task<int> BillAsync(DateOnly month, InvoiceParty platform, ISet<DateOnly> billed, CancellationToken cancellationToken)
    {
        var (due, issued) = (await fees.DueAsync(month, cancellationToken), 0);
        foreach (var seller in due)
        {
            issued += await TryAsync(month, seller, platform, cancellationToken) ? 1 : 0;
        }

        if (due.Count == 0)
        {
            billed.Add(month);
        }

        return issued;
    }

    private async Task<bool> TryAsync(DateOnly month, OperatorId seller, InvoiceParty platform, CancellationToken cancellationToken)
    {
        try
        {
            return (await issuing.IssueAsync(month, seller, platform, cancellationToken)).Error is null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            IssueFailed(logger, failure, seller.ToString(), month);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The fee invoice of {Operator} over {Month} failed; it is tried again.")]
    private static partial void IssueFailed(ILogger logger, Exception failure, string @operator, DateOnly month);
}
