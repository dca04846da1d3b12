using CeCommerce.Import.Values;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>Readers of the cells that say a fact about the unit; shape and bounds come from <see cref="FactCatalogue"/>.</summary>
internal static class FactCells
{
    private static readonly string[] Counters = ["年間", "年", "%", "回", "枚", "個"];

    public static CellReader For(FactDefinition fact, WeightUnit unit) => fact switch
    {
        { Quantity: FactQuantity.Year } => Number(fact, static (text, row) => (YearText.Read(text, row.Today.Year, out var year), year)),
        { Quantity: FactQuantity.Grams } => Number(fact, (text, _) => (WeightText.Read(text, unit, out var grams), grams)),
        { Quantity: FactQuantity.Percent } => Number(fact, static (text, _) => (NumberText.ReadPercent(text, out var percent), percent)),
        { Kind: FactKind.Integer } => Whole(fact),
        { Kind: FactKind.Boolean } => Number(fact, static (text, _) => (FlagText.Read(text, out var flag), flag ? 1 : 0)),
        { Kind: FactKind.Date } => Number(fact, static (text, row) => (DateText.Read(text, row.Today, out var day), day.DayNumber)),
        { Kind: FactKind.Choice } => Choice(fact),
        _ => Text(fact),
    };

    private delegate (ReadFault Fault, long Value) NumberReader(ReadOnlySpan<char> text, StockRowDraft row);

    private static CellReader Number(FactDefinition fact, NumberReader read) => (row, text) =>
    {
        var (fault, value) = read(text, row);
        if (fault != ReadFault.None)
            return fault;
        if (value < fact.Min)
            return fact.Kind == FactKind.Date || fact.Quantity == FactQuantity.Year ? ReadFault.TooOld : ReadFault.TooSmall;
        if (value > fact.Max)
            return ReadFault.TooLarge;
        row.Add(new Fact(fact.Code, value, null, FactSource.Import, row.Today));
        return ReadFault.None;
    };

    private static CellReader Whole(FactDefinition fact)
    {
        string[] units = [.. new[] { fact.Unit?.Ja, fact.Unit?.En }.OfType<string>().Where(unit => unit.Length > 0).Select(Compact), .. Counters];
        return Number(fact, (text, _) => (NumberText.ReadWhole(text, fact.Min, fact.Max ?? int.MaxValue, units, out var value), value));
    }

    private static string Compact(string unit) => unit.Replace(" ", "", StringComparison.Ordinal);

    private static CellReader Choice(FactDefinition fact)
    {
        var words = new WordCache<FactChoice?>(word => fact.ReadChoice(word) is { } value ? fact.ChoiceOf(value) : null);
        return (row, text) =>
        {
            if (text.IsEmpty)
                return ReadFault.Empty;
            if (words.Get(text) is not { } choice)
                return ReadFault.UnknownWord;
            row.Add(new Fact(fact.Code, choice.Value, choice.Code, FactSource.Import, row.Today));
            return ReadFault.None;
        };
    }

    private static CellReader Text(FactDefinition fact) => Cells.Text(
        FactDefinition.MaxTextLength,
        (row, text) => row.Add(new Fact(fact.Code, 0, text, FactSource.Import, row.Today)));
}
