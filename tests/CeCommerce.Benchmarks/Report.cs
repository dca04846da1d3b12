using System.Globalization;

namespace CeCommerce.Benchmarks;

/// <summary>The table that the benchmarks end with; what they say before it is progress.</summary>
internal sealed class Report
{
    private readonly List<string> _rows = [];

    /// <summary>One line; a line without a bound is for information.</summary>
    public void Add(string what, string measured, string floor = "", string bound = "", bool? met = null)
    {
        _rows.Add($"| {what} | {measured} | {floor} | {bound} | {(met is { } known ? known ? "yes" : "**no**" : "")} |");
        Say($"  {what}: {measured} {floor} {bound}");
    }

    public static void Say(FormattableString progress) => Console.WriteLine(progress.ToString(CultureInfo.InvariantCulture));

    public void Print() => Console.WriteLine(string.Join('\n', ["", "| what | measured | floor | ratio / bound | met |", "| --- | --- | --- | --- | --- |", .. _rows]));
}
