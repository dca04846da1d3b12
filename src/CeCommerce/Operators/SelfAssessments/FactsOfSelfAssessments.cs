using System.Globalization;
using System.Text.Json;
using CeCommerce.Operators.Checks;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>Says how an operator rates itself in the words of facts that can be stated.</summary>
internal static class FactsOfSelfAssessments
{
    /// <summary>From this score on a criterion is taken as met; the ordinances know no scores, so that is our reading.</summary>
    private const int Met = 2;

    /// <summary>OP-024 asks one score for all goods: the lowest that stands.</summary>
    /// <param name="standing">The last over each item and goods.</param>
    public static IEnumerable<RecordedFact> OfOperator(IEnumerable<SelfAssessment> standing) => standing
        .Where(one => !one.Item.IsOfLeases())
        .GroupBy(one => one.Item, (item, rated) => (Name: Terms<SelfAssessmentItem>.Of(item).Code.ToLowerInvariant(), Lowest: rated.MinBy(one => one.Score)!))
        .SelectMany(rated => (RecordedFact[])
        [
            Fact(Subject.Operator, $"{rated.Name}Score", rated.Lowest.Score.ToString(CultureInfo.InvariantCulture)),
            Flag(Subject.Operator, $"{rated.Name}Evidence", rated.Lowest.Evidence is not null),
        ]);

    /// <summary>What is said of how things of that group are chosen for lease (LS-034).</summary>
    public static IEnumerable<RecordedFact> OfLease(IEnumerable<SelfAssessment> standing, string productGroup) => standing
        .Where(one => one.Item.IsOfLeases() && one.ProductGroup == productGroup)
        .Select(one => Flag(Subject.Lease, NameOf(one.Item), one.Score >= Met));

    /// <summary>The fact that an item about what is leased says.</summary>
    public static string NameOf(SelfAssessmentItem item) => JsonNamingPolicy.CamelCase.ConvertName(item.ToString());

    private static RecordedFact Flag(Subject subject, string name, bool holds) => Fact(subject, name, holds ? "true" : "false");

    private static RecordedFact Fact(Subject subject, string name, string value) => RecordedFact.Of(subject, name, value, RecordPart.SelfAssessment);
}
