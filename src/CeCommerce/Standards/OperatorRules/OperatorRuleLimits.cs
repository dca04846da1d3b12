using System.Text.RegularExpressions;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.OperatorRules;

/// <summary>What an operator's own rules may say: its own policy for its own listings, beside the edition and never in place of anything of it.</summary>
internal static partial class OperatorRuleLimits
{
    public const int MostBytes = 64 * 1024;
    public const int MostRules = 100;

    private const int LongestClause = 60;

    public static void Judge(Rule rule, int line, DataFlaws flaws)
    {
        if (!IdForm().IsMatch(rule.Id))
            flaws.Add(line, $"'{rule.Id}' is no id of an operator's own rule, such as OWN-001; the rules of the edition stay as they are.");
        if (!ClauseForm().IsMatch(rule.Clause) || rule.Clause.Length > LongestClause)
            flaws.Add(line, $"'{rule.Clause}' is no name of a clause: at most {LongestClause} lower-case letters and digits in words joined by hyphens.");
        if (rule.Status != RuleStatus.Policy)
            flaws.Add(line, $"{rule} is not POLICY: what an operator asks beyond the edition is its own policy.");
        if (rule.Subject != Subject.Listing)
            flaws.Add(line, $"{rule} judges no LISTING; an operator's own rules judge its listings alone.");
    }

    /// <summary>What no database can hold, which the words of a finding would carry into one.</summary>
    public static void JudgeTexts(DataNode node, DataFlaws flaws)
    {
        if (!PlainText.IsStorable(node.Text))
            flaws.Add(node.Line, "The text has control characters.");
        foreach (var inner in node.Items.Concat(node.Members.Select(member => member.Value)))
            JudgeTexts(inner, flaws);
    }

    [GeneratedRegex(@"^OWN-[0-9]{3}\z", RegexOptions.None, 1000)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClauseForm();
}
