namespace CeCommerce.Reports.Reading;

/// <summary>Since when something has stood in the verdicts of a listing.</summary>
internal static class VerdictRuns
{
    /// <summary>When the first verdict was given of the unbroken run, up to the standing one, of which that holds; null when it does not hold of the standing one.</summary>
    public static DateTimeOffset? Since(this ReportedListing listing, Func<ReportedVerdict, bool> holds)
    {
        DateTimeOffset? since = null;
        for (var at = listing.Verdicts.Count - 1; at >= 0 && holds(listing.Verdicts[at]); at--)
        {
            since = listing.Verdicts[at].At;
        }

        return since;
    }

    /// <summary>Where it stood just before a moment; null when it was not there yet.</summary>
    public static Listings.ListingState? StateBefore(this ReportedListing listing, DateTimeOffset moment) => listing.Moves.LastOrDefault(move => move.At < moment)?.To;
}
