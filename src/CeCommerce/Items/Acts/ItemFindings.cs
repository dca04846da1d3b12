using CeCommerce.Standards;

namespace CeCommerce.Items.Acts;

/// <summary>
/// What acts found about a unit, and beside it what its operator states otherwise. A finding stands until a later act finds something else:
/// a stock list states everything anew each night, so a typed value neither overwrites it nor is refused, it is kept here.
/// </summary>
public sealed record ItemFindings
{
    public static readonly ItemFindings None = new();

    public ItemFacts Facts { get; init; } = ItemFacts.Empty;

    public ItemCondition? Condition { get; init; }

    /// <summary>The day of the inspection that graded it.</summary>
    public DateOnly? GradedOn { get; init; }

    /// <summary>Stated facts whose place a finding took.</summary>
    public ItemFacts StatedFacts { get; init; } = ItemFacts.Empty;

    public ItemCondition? StatedCondition { get; init; }

    /// <summary>Whether it is the fact as an act found it.</summary>
    public bool Gave(Fact fact) => Facts.TryGet(fact.Code, out var found) && found == fact;

    /// <summary>Whatever is stated beside.</summary>
    public bool SaysTheSameAs(ItemFindings? other) => Facts.Equals(other?.Facts) && Condition == other.Condition;

    /// <summary>With what an act found; of two acts the later day counts, of two on one day the one that is recorded later.</summary>
    internal ItemFindings With(Act act)
    {
        var newer = act.Found.All.Where(fact => !Facts.TryGet(fact.Code, out var known) || known.ObservedOn <= fact.ObservedOn);
        var graded = act.Details.Grades is not null && (GradedOn is not { } before || before <= act.PerformedOn);
        return this with
        {
            Facts = Facts.With(ItemFacts.Of(newer)),
            Condition = graded ? Over(act.Details.Grades!, Condition ?? ItemCondition.Unknown) : Condition,
            GradedOn = graded ? act.PerformedOn : GradedOn,
        };
    }

    /// <summary>With what is stated, kept beside where a finding says otherwise.</summary>
    internal ItemFindings Beside(ItemFacts stated, ItemCondition condition) => this with
    {
        StatedFacts = ItemFacts.Of(stated.All.Where(fact => Facts.TryGet(fact.Code, out var found) && found.Shown != fact.Shown)),
        StatedCondition = Condition is null || Over(Condition, condition) == condition ? null : condition,
    };

    /// <summary>What is known of the unit when this is stated.</summary>
    internal ItemDescription Over(ItemDescription stated) => stated with
    {
        Facts = stated.Facts.With(Facts),
        Condition = Condition is null ? stated.Condition : Over(Condition, stated.Condition),
    };

    // A grade means nothing under the definitions of another scheme.
    private static ItemCondition Over(ItemCondition found, ItemCondition stated) =>
        found.Scheme == stated.Scheme ? new(found.Functional ?? stated.Functional, found.Cosmetic ?? stated.Cosmetic, found.Scheme) : found;
}
