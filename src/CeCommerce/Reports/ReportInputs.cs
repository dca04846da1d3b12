using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats;

namespace CeCommerce.Reports;

/// <summary>A report to draw.</summary>
internal sealed record DrawReportInput
{
    /// <summary>About whom; `OPERATOR` when left out. `PLATFORM` is the page of measures over all operators, for the platform alone.</summary>
    public ReportKind? Kind { get; init; }

    /// <summary>Whose; left out by an operator for its own, and with kind `PLATFORM`.</summary>
    public OperatorId? OperatorId { get; init; }

    /// <summary>First day of the period, in Japan.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, inclusive; not after the day of the as-of instant.</summary>
    public required DateOnly To { get; init; }

    /// <summary>What was on record when; left out: now.</summary>
    public ReportAsOfInput? AsOf { get; init; }

    /// <summary>In which formats; all when left out.</summary>
    public IReadOnlyList<ReportFormat>? Formats { get; init; }

    /// <summary>In which languages; Japanese when left out.</summary>
    public IReadOnlyList<Language>? Languages { get; init; }

    /// <summary>How the letters of CSV files are written; UTF-8 when left out.</summary>
    public ReportCharset? CsvCharset { get; init; }

    /// <summary>The operator's factors for avoided CO2; without them it is not reported.</summary>
    public IReadOnlyList<CarbonFactorInput>? CarbonFactors { get; init; }

    /// <summary>A fresh key for each new report; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>As of when is read: give exactly one.</summary>
internal sealed record ReportAsOfInput
{
    /// <summary>The end of that day in Japan; today: now.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>That instant; fractions of a millisecond are cut off.</summary>
    public DateTimeOffset? Instant { get; init; }
}

/// <summary>What the reuse of one item avoids, as the operator states it.</summary>
internal sealed record CarbonFactorInput
{
    /// <summary>Code of a product category, e.g. `washing_machine`.</summary>
    public required string Category { get; init; }

    /// <summary>CO2 equivalent of making one new item, in grams.</summary>
    public required int GramsPerItem { get; init; }

    /// <summary>How many of 1,000 reused items replace a new one; 1,000 gives the gross figure.</summary>
    public required int DisplacedPermille { get; init; }

    /// <summary>Where the factor is from; at most 500 characters.</summary>
    public required string Source { get; init; }
}

/// <summary>A report to draw every month.</summary>
internal sealed record ScheduleReportInput
{
    /// <summary>Whose; left out by an operator for its own.</summary>
    public OperatorId? OperatorId { get; init; }

    /// <summary>1 to 28, in Japan: on that day the month before is drawn, as of its end.</summary>
    public required int DayOfMonth { get; init; }

    /// <summary>In which formats; all when left out.</summary>
    public IReadOnlyList<ReportFormat>? Formats { get; init; }

    /// <summary>In which languages; Japanese when left out.</summary>
    public IReadOnlyList<Language>? Languages { get; init; }

    /// <summary>A fresh key for each new schedule; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>A schedule to end.</summary>
internal sealed record EndReportScheduleInput
{
    /// <summary>`rps_…`.</summary>
    public required ReportScheduleId ReportScheduleId { get; init; }

    /// <summary>A fresh key; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}
