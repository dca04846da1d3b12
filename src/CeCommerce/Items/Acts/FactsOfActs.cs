using CeCommerce.Standards;

namespace CeCommerce.Items.Acts;

/// <summary>Says which facts about a unit follow from what was done to it.</summary>
internal static class FactsOfActs
{
    /// <summary>Whether an inspection can observe it; what follows from acts by itself is not stated, and terms of an offer are no property of a unit.</summary>
    public static bool MayBeInspected(FactCode code) => FactCatalogue.Of(code) is { About: FactAbout.Unit, FollowsFromActs: false };

    /// <param name="earlier">The unit's repairs that succeeded.</param>
    public static ItemFacts Of(DoneWork work, IReadOnlyCollection<Act> earlier) => work switch
    {
        { Kind: ActKind.Inspection } => OfInspection(work),
        // An attempt proves nothing: what was known before stays.
        { Result: ActResult.Failed } => ItemFacts.Empty,
        { Kind: ActKind.Erasure } => OfErasure(work),
        { Kind: ActKind.Repair } => OfRepairs([(work.PerformedOn, work.Performer, work.Details), .. earlier.Select(act => (act.PerformedOn, act.Performer, act.Details))]),
        _ => throw new InvalidOperationException($"Nothing is known of {work.Kind}."),
    };

    private static ItemFacts OfInspection(DoneWork work)
    {
        var facts = work.Facts;
        if (work.Details.Checklist is { Count: > 0 } checklist)
        {
            facts = facts.With(Fact.Of(FactCode.TestRecord, string.Join('、', checklist.Select(check => check.Name + (check.Passed ? "○" : "×"))), FactSource.Inspection, work.PerformedOn));
        }

        return work.Details.Cleaned is { } cleaned ? facts.With(Fact.Of(FactCode.Cleaned, cleaned, FactSource.Inspection, work.PerformedOn)) : facts;
    }

    private static ItemFacts OfErasure(DoneWork work)
    {
        const FactSource Source = FactSource.Inspection;
        var (on, details) = (work.PerformedOn, work.Details);
        var facts = ItemFacts.Of(
            Fact.Of(FactCode.ErasureMethod, details.ErasureMethod!.Value, Source, on),
            Fact.Of(FactCode.ErasedOn, on, Source, on),
            Fact.Of(FactCode.ErasureOperator, Terms<ActPerformer>.Of(work.Performer).Name.Ja, Source, on));
        facts = details.ErasureStandard is { } standard ? facts.With(Fact.Of(FactCode.ErasureStandard, standard, Source, on)) : facts;
        return work.Tool is { } tool ? facts.With(Fact.Of(FactCode.ErasureTool, tool, Source, on)) : facts;
    }

    /// <summary>All repairs in one sentence, newest first; by whom the last was done; of several origins of parts the one farthest from the maker.</summary>
    private static ItemFacts OfRepairs(IReadOnlyCollection<(DateOnly On, ActPerformer By, ActDetails Details)> repairs)
    {
        var newest = repairs.OrderByDescending(repair => repair.On).ToList();
        var (last, text) = (newest[0], "");
        foreach (var (on, _, details) in newest)
        {
            var more = $"{(text.Length > 0 ? "、" : "")}{details.Work}({on:O})";
            text = text.Length + more.Length <= FactDefinition.MaxTextLength ? text + more : text;
        }

        var facts = ItemFacts.Of(
            Fact.Of(FactCode.Repairs, text, FactSource.Refurbishment, last.On),
            Fact.Of(FactCode.RepairedBy, Terms<ActPerformer>.Of(last.By).Name.Ja, FactSource.Refurbishment, last.On));
        var origins = newest.SelectMany(repair => repair.Details.Parts).Select(part => part.Origin).ToList();
        return origins.Count == 0 ? facts : facts.With(Fact.Of(FactCode.PartsOrigin, origins.Max(), FactSource.Refurbishment, last.On));
    }
}
