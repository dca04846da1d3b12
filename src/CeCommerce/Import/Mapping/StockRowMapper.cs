using CeCommerce.Import.Reading;
using CeCommerce.Import.Values;
using CeCommerce.Import.Writing;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>Turns raw rows into <see cref="StockRow"/>s by a mapping; one for each open file, not thread-safe.</summary>
internal sealed class StockRowMapper
{
    private readonly RawRows _rows;
    private readonly Binding[] _bindings;
    private readonly string?[] _fieldOfColumn;
    private readonly StockRowDraft _draft;
    private readonly RowDigest _digest = new();
    private List<ImportFinding> _findings = [];

    public StockRowMapper(RawRows rows, IReadOnlyList<(StockColumn Column, int At)> columns, DateOnly today)
    {
        _rows = rows;
        _draft = new(today);

        // The category first: whether a constant fact applies depends on it.
        _bindings = [.. columns.OrderBy(pair => pair.Column.Target.Fact is null ? 0 : 1).Select(pair => new Binding(pair.Column, pair.At))];
        _fieldOfColumn = new string?[rows.Columns.Count];
        foreach (var (column, at) in columns.Where(pair => pair.At >= 0))
            _fieldOfColumn[at] ??= column.Target.Name;
    }

    public StockRowRead Map()
    {
        _draft.Clear();
        _findings = [];
        try
        {
            if (RowFindings.Of(_rows) is { } damaged)
                _findings.Add(damaged);
            else
                ReadCells();
            var blocked = _findings.Exists(finding => finding.Severity == ImportSeverity.Block);
            return new(_rows.Row, _draft.SourceId, blocked ? null : Built(), _findings);
        }
        catch (Exception failure) when (RowFailure.IsOfARow(failure))
        {
            var failed = ItemRules.RowFailed;
            return new(_rows.Row, RowFailure.Storable(_draft.SourceId), null, [new(failed.Id, ImportSeverity.Block, "", "", failed.Message, failed.Remedy)]) { Failure = failure };
        }
    }

    private void ReadCells()
    {
        var damaged = FindDamage();
        foreach (var binding in _bindings)
        {
            if (!damaged || !IsDamaged(binding.At))
                Read(binding);
        }

        if (damaged)
            return;
        Require(_draft.SourceId, "sourceId", "ITEM-ID");
        Require(_draft.Category, "category", "ITEM-CATEGORY");
        Require(_draft.Kind, "kind", "ITEM-VALUE");
    }

    private void Read(Binding binding)
    {
        var text = _rows.Cell(binding.At).Trim();
        if (text.IsEmpty)
            text = ConstantFor(binding);
        if (text.IsEmpty)
            return;
        var target = binding.Column.Target;
        var meant = binding.Meaning is { } meaning && meaning.Get(text) is { } word ? word : text;
        var fault = binding.Read(_draft, meant);
        if (fault is not (ReadFault.None or ReadFault.Empty))
            _findings.Add(Finding(target, fault, text));
    }

    private ReadOnlySpan<char> ConstantFor(Binding binding)
    {
        var fact = binding.Column.Target.Fact;
        return fact is null || (_draft.Category is { } category && fact.AppliesTo(category)) ? binding.Column.Constant : default;
    }

    private void Require(object? value, string field, string rule)
    {
        if (value is null && !_findings.Exists(finding => finding.Field == field))
            _findings.Add(new(rule, ImportSeverity.Block, field, "", FaultTexts.Message(ReadFault.Missing, field, ""), FaultTexts.Remedy(ReadFault.Missing, null)));
    }

    private bool FindDamage()
    {
        var found = false;
        for (var column = 0; column < _rows.CellCount; column++)
        {
            if (RowFindings.OfCell(_rows, column, column < _fieldOfColumn.Length ? _fieldOfColumn[column] : null) is not { } finding)
                continue;
            _findings.Add(finding);
            found = true;
        }

        return found;
    }

    private bool IsDamaged(int column) => _rows.Cell(column).ContainsAny(TextMarks.Suspect);

    private StockRow Built()
    {
        var row = _draft.Build(_rows.Row);
        row.Digest = _digest.Of(row);
        return row;
    }

    private static ImportFinding Finding(StockTarget target, ReadFault fault, ReadOnlySpan<char> text)
    {
        var shown = target.IsPrivate ? "" : ShownValue.Of(text);
        return new(target.Rule, target.Severity, target.Name, shown, FaultTexts.Message(fault, target.Name, shown), FaultTexts.Remedy(fault, target.Bounds));
    }

    private sealed class Binding(StockColumn column, int at)
    {
        public StockColumn Column => column;

        /// <summary>Index in the row, beyond any cell when only a constant counts.</summary>
        public int At { get; } = at < 0 ? int.MaxValue : at;

        public CellReader Read { get; } = column.Target.Reader(column.Unit);

        /// <summary>The mapping's own words; null for a word that it does not translate.</summary>
        public WordCache<string?>? Meaning { get; } = column.Words is { } words ? new(word => words.GetValueOrDefault(StockMapping.Key(word))) : null;
    }
}
