using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>Whose self-assessments.</summary>
/// <param name="All">Also those whose place others took.</param>
internal readonly record struct WantedSelfAssessments(OperatorId Operator, bool All);

/// <summary>How many operators rate themselves, in one statement.</summary>
internal sealed class SelfAssessmentsOfOperators(CommerceDatabase database) : BatchLoader<WantedSelfAssessments, IReadOnlyList<SelfAssessment>>
{
    private const int Most = 500;

    protected override async Task<IReadOnlyDictionary<WantedSelfAssessments, IReadOnlyList<SelfAssessment>>> LoadAsync(
        IReadOnlyCollection<WantedSelfAssessments> keys, CancellationToken cancellation)
    {
        var loaded = new Dictionary<WantedSelfAssessments, IReadOnlyList<SelfAssessment>>();
        foreach (var wanted in keys.GroupBy(key => key.All, key => key.Operator))
        {
            var (operators, all) = (wanted.ToList(), database.Set<SelfAssessment>().AsNoTracking());
            var shown = wanted.Key ? all : all.Standing(null);
            var found = (await database.Set<Operator>().AsNoTracking().Where(x => operators.Contains(x.Id))
                .SelectMany(owner => shown.Where(x => x.OperatorId == owner.Id).OrderByDescending(x => x.Id).Take(Most))
                .ToListAsync(cancellation)).ToLookup(one => one.OperatorId);
            foreach (var id in operators)
            {
                loaded[new(id, wanted.Key)] =
                    [.. found[id].OrderBy(one => one.Item).ThenBy(one => one.ProductGroup, StringComparer.Ordinal).ThenByDescending(one => one.Number)];
            }
        }

        return loaded;
    }
}

/// <summary>Which self-assessments count.</summary>
internal static class StandingSelfAssessments
{
    /// <summary>The last over each item and goods, of those that are said for <paramref name="on"/> or an earlier day; null: for any day.</summary>
    public static IQueryable<SelfAssessment> Standing(this IQueryable<SelfAssessment> all, DateOnly? on)
    {
        var said = on is { } day ? all.Where(x => x.AssessedOn <= day) : all;
        return said.Where(x => !said.Any(y => y.OperatorId == x.OperatorId && y.Item == x.Item && y.ProductGroup == x.ProductGroup && y.Number > x.Number));
    }

    /// <summary>The same of one operator's that were read.</summary>
    public static IReadOnlyList<SelfAssessment> StandingOn(this IEnumerable<SelfAssessment> all, DateOnly on) =>
        [.. all.Where(one => one.AssessedOn <= on).GroupBy(one => (one.Item, one.ProductGroup)).Select(said => said.MaxBy(one => one.Number)!)];
}
