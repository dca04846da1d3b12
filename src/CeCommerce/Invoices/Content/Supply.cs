using CeCommerce.Platform;

namespace CeCommerce.Invoices.Content;

/// <summary>When something was supplied, and when its document is issued: the same moment, but for documents that come late.</summary>
/// <param name="At">Of the hand-over.</param>
/// <param name="IssuedAt">Of the document.</param>
/// <param name="RefundedBefore">What of each line's price was given back before the hand-over, in minor units, by the order's numbers of the lines.</param>
internal sealed record Supply(DateTimeOffset At, DateTimeOffset IssuedAt, IReadOnlyDictionary<int, long> RefundedBefore)
{
    /// <summary>In Japan.</summary>
    public DateOnly Day => Tokyo.DayOf(At);

    /// <summary>In Japan.</summary>
    public DateOnly IssuedOn => Tokyo.DayOf(IssuedAt);
}

/// <summary>When something was given back, and when that has its document, in Japan.</summary>
internal readonly record struct ReturnDays(DateOnly ReturnedOn, DateOnly IssuedOn);
