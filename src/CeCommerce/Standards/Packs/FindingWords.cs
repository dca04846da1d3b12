using CeCommerce.Platform;

namespace CeCommerce.Standards.Packs;

/// <summary>A finding in words.</summary>
/// <param name="Message">Why the clause is not met.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record FindingWords(LocalText Message, LocalText Remedy)
{
    /// <summary>The words for what is kept of a finding.</summary>
    /// <param name="rule">The clause that is not met, in the edition that gave the verdict or the one in use; null where it is not known.</param>
    /// <param name="kept">Version of the edition that gave it.</param>
    /// <param name="key">What the pack calls the reason.</param>
    /// <param name="values">The values of the reason.</param>
    public static FindingWords Of(Rule? rule, string kept, string key, IReadOnlyList<string> values) =>
        rule is not null && ReasonWords.Of(rule, key, values) is { } saying
            ? new(saying.Message, saying.Remedy ?? rule.Remedy)
            : new(
                new($"{kept} 版の規則による判定です。その版の説明はこのサーバーにありません。", $"A verdict of the edition {kept}, whose words are not known to this server."),
                new("この出品をもう一度確認してください。", "Have the listing checked again."));
}
