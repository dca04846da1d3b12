using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items;

/// <summary>One value that was observed of a unit, or stated of its offer.</summary>
/// <param name="Code">Which fact.</param>
/// <param name="Value">As its definition says: `2022`, `true`, `2026-11-20`, `ROUND`, or text.</param>
/// <param name="Source">Who observed it; the operator unless said otherwise.</param>
/// <param name="ObservedOn">On which day; today unless said otherwise.</param>
public sealed record FactInput(FactCode Code, string Value, FactSource? Source, DateOnly? ObservedOn)
{
    /// <summary>Reads every fact by its definition; the first that cannot be read refuses the whole.</summary>
    /// <param name="of">The input whose `facts` they are, `item` or `offer`.</param>
    internal static Outcome<ItemFacts> Read(IEnumerable<FactInput> inputs, string of, DateOnly today)
    {
        var facts = new List<Fact>();
        foreach (var given in inputs)
        {
            if (given.ObservedOn > today)
            {
                return new ItemValueInvalid(
                    new("observedOn に未来の日付は指定できません。確認した日を入力してください。", "observedOn is in the future. Give the day on which it was observed."),
                    "input", of, "facts", FactCatalogue.Of(given.Code).WireName);
            }

            var read = FactCatalogue.TryRead(given.Code, given.Value, new(given.Source ?? FactSource.Operator, given.ObservedOn ?? today, today));
            if (read.Error is { } error)
            {
                return Outcome<ItemFacts>.Refused(error is FactRefused fact ? fact with { At = ["input", of, .. fact.At] } : error);
            }

            facts.Add(read.Value);
        }

        return ItemFacts.Of(facts);
    }
}
