using System.Collections.Concurrent;
using CeCommerce.Platform;

namespace CeCommerce.Standards.Packs;

/// <summary>A finding in words.</summary>
/// <param name="Message">Why the clause is not met.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record FindingWords(LocalText Message, LocalText Remedy);

/// <summary>The editions that this process knows, which put what is kept of a verdict into words.</summary>
internal static class RuleEditions
{
    private static readonly ConcurrentDictionary<string, RuleEdition> Known = new(StringComparer.Ordinal);

    public static void Add(RuleEdition edition) => Known[edition.Version] = edition;

    /// <summary>The words of the edition that gave the verdict, or of the one in use where this process does not know that one.</summary>
    public static FindingWords WordsOf(string edition, string rule, string clause, string key, IReadOnlyList<string> values)
    {
        var known = Known.GetValueOrDefault(edition, RuleEdition.Current);
        return known.Find(rule, clause) is { } found && ReasonWords.Of(found, key, values) is { } saying
            ? new(saying.Message, saying.Remedy ?? found.Remedy)
            : new(
                new($"{edition} 版の規則による判定です。その版の説明はこのサーバーにありません。", $"A verdict of the edition {edition}, whose words are not known to this server."),
                new("この出品をもう一度確認してください。", "Have the listing checked again."));
    }
}
