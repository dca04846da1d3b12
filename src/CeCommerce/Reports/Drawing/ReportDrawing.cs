using CeCommerce.Operators;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Parts.Measures;
using CeCommerce.Reports.Reading;

namespace CeCommerce.Reports.Drawing;

/// <summary>What is to be drawn; the same wish gives the same report on any day.</summary>
/// <param name="Operator">Null for the platform's own page, which is read over all of them.</param>
/// <param name="From">First day of the period, in Japan.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="AsOf">Whole milliseconds, not in the future.</param>
internal sealed record ReportWish(OperatorId? Operator, DateOnly From, DateOnly To, DateTimeOffset AsOf, IReadOnlyList<CarbonFactor> Factors);

/// <summary>
/// Draws a report: reads everything that was on record at the as-of instant once, listing by listing, and lets each part count. Nothing of it depends on
/// when it is drawn.
/// </summary>
internal sealed class ReportDrawing(ReportMoments moments, ReportedListings listings, ReportContexts contexts)
{
    /// <summary>So often it is told how far it is.</summary>
    private const int BetweenMarks = 1_000;

    /// <param name="progress">Hears how many listings were read.</param>
    public async Task<DrawnReport> DrawAsync(ReportWish wish, RowWindow window, Func<int, Task>? progress, CancellationToken cancellationToken)
    {
        var moment = await moments.OfAsync(wish.AsOf, cancellationToken);
        using var inputs = new ReadInputs();
        var tallies = new Tallies(window);
        var context = await contexts.OfAsync(wish, moment, tallies, inputs, cancellationToken);
        var parts = ReportParts.Of(context);
        var read = 0;
        var all = wish.Operator is { } owner
            ? listings.ReadAsync(owner, moment, inputs, cancellationToken)
            : listings.ReadAllAsync(moment, inputs, joined => parts.OfType<PlatformPart>().Single().Add(joined), cancellationToken);
        await foreach (var listing in all)
        {
            foreach (var part in parts)
            {
                part.Add(listing);
            }

            if (++read % BetweenMarks == 0 && progress is not null)
            {
                await progress(read);
            }
        }

        var (sections, rows) = Numbering.Of(parts.Select(part => part.Draw()), tallies);
        var packs = context.Edition.Packs.Select(pack => new ReportedPack(pack.Code, pack.Version)).OrderBy(pack => pack.Code, StringComparer.Ordinal);
        return DrawnReport.Of(new(ReportDocument.CurrentFormat, context.Scope, context.Edition.Version, [.. packs], sections, inputs.All()), rows);
    }
}
