namespace CeCommerce.Payments;

/// <summary>When a question to a processor is so old that what it was about has come about or never will.</summary>
internal static class AskedLongAgo
{
    /// <summary>Longer than any request is under way, with all that repeat it. A processor that does not know of it after this time never will.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(10);
}
