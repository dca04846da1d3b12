using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Reports;

/// <summary>The platform's page of measures is the platform's alone, and about no single operator.</summary>
internal sealed record PlatformReportRefused(params string[] At) : UserError(At)
{
    public override string Code => "PLATFORM_REPORT_REFUSED";

    public override LocalText Message => new(
        "kind: PLATFORM は場の運営者だけが、operatorId を指定せずに作成できます。事業者の報告書は kind を省いて依頼してください。",
        "Only the platform may ask for kind PLATFORM, and without operatorId. Leave kind out for an operator's report.");
}

/// <summary>The as-of instant or day has not come yet.</summary>
/// <param name="Now">The latest there is.</param>
internal sealed record ReportAsOfInFuture(DateTimeOffset Now, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_AS_OF_IN_FUTURE";

    public override LocalText Message => new(
        "基準時点に未来は指定できません。現在までの報告書は asOf を省略してください。",
        "The as-of instant cannot be in the future. Leave asOf out for a report of what is on record now.");
}

/// <summary>The as-of day and the as-of instant were both given, or neither.</summary>
internal sealed record ReportAsOfAmbiguous(params string[] At) : UserError(At)
{
    public override string Code => "REPORT_AS_OF_AMBIGUOUS";

    public override LocalText Message => new("asOf には day か instant のどちらか一方だけを指定してください。", "Give either day or instant in asOf, not both and not neither.");
}

/// <summary>The period cannot be reported on.</summary>
/// <param name="Earliest">First day that it may begin on.</param>
/// <param name="Latest">Last day that it may end on: that of the as-of instant, in Japan.</param>
/// <param name="MostDays">How many days it may have.</param>
internal sealed record ReportPeriodInvalid(DateOnly Earliest, DateOnly Latest, int MostDays, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_PERIOD_INVALID";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"期間は {Earliest:yyyy-MM-dd} から基準時点の日({Latest:yyyy-MM-dd})までの、開始日が終了日以前である {MostDays:N0} 日以内としてください。"),
        string.Create(CultureInfo.InvariantCulture, $"A period begins on {Earliest:yyyy-MM-dd} or later, ends on the day of the as-of instant ({Latest:yyyy-MM-dd}) or before, not before it starts, and has {MostDays:N0} days at most."));
}

/// <summary>No format or language was asked for.</summary>
internal sealed record ReportFormatsMissing(params string[] At) : UserError(At)
{
    public override string Code => "REPORT_FORMATS_MISSING";

    public override LocalText Message => new("形式と言語をそれぞれ1つ以上指定してください。", "Ask for at least one format and one language.");
}

/// <summary>A factor for avoided CO2 cannot be right.</summary>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record CarbonFactorInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "CARBON_FACTOR_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>Too many reports of the operator wait to be drawn.</summary>
/// <param name="Most">How many may.</param>
internal sealed record ReportQueueFull(int Most, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_QUEUE_FULL";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"作成待ちの報告書は {Most} 件までです。完成を待ってから依頼してください。"),
        string.Create(CultureInfo.InvariantCulture, $"At most {Most} reports may wait. Ask again when one of them is done."));
}

/// <summary>Others asked for reports of the same operator at the same time, again and again.</summary>
internal sealed record ReportsBusy(params string[] At) : UserError(At)
{
    public override string Code => "REPORTS_BUSY";

    public override LocalText Message => new("報告書の依頼が重なりました。もう一度送信してください。", "Reports were asked for at the same time. Send the request again.");
}

/// <summary>The day of the month is not one that every month has.</summary>
/// <param name="Last">The last one that may be given.</param>
internal sealed record ReportDayInvalid(int Last, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_DAY_INVALID";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"作成日は 1〜{Last} 日です。"), string.Create(CultureInfo.InvariantCulture, $"The day of the month is 1 to {Last}."));
}

/// <summary>There is no such schedule, or it is not the caller's to end.</summary>
/// <param name="Given">What was asked for.</param>
internal sealed record ReportScheduleNotFound(string Given, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_SCHEDULE_NOT_FOUND";

    public override LocalText Message => new($"予約 {Given} は見つかりません。", $"There is no schedule {Given}.");
}

/// <summary>It was interrupted so often that it is given up.</summary>
internal sealed record ReportInterrupted(params string[] At) : UserError(At)
{
    public override string Code => "REPORT_INTERRUPTED";

    public override LocalText Message => new("作成が何度も中断しました。もう一度依頼してください。", "Drawing it was interrupted again and again. Ask for the report once more.");
}
