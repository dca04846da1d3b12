using System.Text.RegularExpressions;
using CeCommerce.Platform;

namespace CeCommerce.Operators;

/// <summary>Numbers as people write them, put into the one form in which they are kept.</summary>
internal static partial class WrittenNumbers
{
    /// <summary>適格請求書発行事業者登録番号: without blanks and hyphens of any width, in plain letters (T4). What is no such number afterwards is refused as ever.</summary>
    public static string? Invoice(string? written) => written is null ? null : Between().Replace(NormalForm.Compatible(written), "").ToUpperInvariant();

    [GeneratedRegex(@"[\s\p{Pd}\u2212\u30FC]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Between();
}
