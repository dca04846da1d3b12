using CeCommerce.Platform;

namespace CeCommerce.Import;

/// <summary>What a finding means for its row.</summary>
public enum ImportSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>The value was left out; the rest of the row goes on.</summary>
    Warn,

    /// <summary>The row cannot become an item.</summary>
    Block,
}

/// <summary>One thing that is wrong with a row (or, on row 0, with the file), found before any standard is asked.</summary>
/// <param name="Rule"><c>ITEM-VALUE</c>, <c>ITEM-YEAR</c>, <c>ITEM-CATEGORY</c>, <c>ITEM-ID</c>, <c>ITEM-GTIN</c>, <c>ITEM-IMEI</c> or <c>ITEM-ROW</c> (the row itself is damaged).</param>
/// <param name="Field">Target of the mapping, or the column's name where a cell is damaged; empty when it concerns the whole row.</param>
/// <param name="Value">The start of what was given, for display; empty where it might tell about a person.</param>
public sealed record ImportFinding(string Rule, ImportSeverity Severity, string Field, string Value, LocalText Message, LocalText Remedy);
