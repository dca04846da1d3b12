namespace CeCommerce.Standards;

/// <summary>Until a day, what one edition was the first to refuse keeps no listing off the shelf that stands there.</summary>
/// <param name="By">Judges by that edition; null for the one in use.</param>
/// <param name="Before">Judges by the edition before it.</param>
/// <param name="Until">The first day on which it counts.</param>
internal sealed record EditionGrace(StandardsEngine? By, StandardsEngine Before, DateOnly Until)
{
    /// <summary>The clauses that block the listing by that edition and did not by the one before.</summary>
    public HashSet<(string, string)> NewBlocks(Assessment inUse)
    {
        var blocks = Blocks(By?.Assess(inUse.Listing) ?? inUse);
        blocks.ExceptWith(Blocks(Before.Assess(inUse.Listing)));
        return blocks;
    }

    internal static HashSet<(string, string)> Blocks(Assessment assessment) =>
        [.. assessment.Findings.Where(finding => finding.Blocks).Select(finding => (finding.Rule.Id, finding.Rule.Clause))];
}
