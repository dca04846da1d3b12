using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Checks;

/// <summary>A property of the unit on which the scope of a clause hangs.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="Is">The answer of units that are covered; for a flag.</param>
/// <param name="From">Smallest number of units that are covered.</param>
/// <param name="Below">First number beyond.</param>
/// <param name="KnownFor">Categories of goods that say so themselves.</param>
internal sealed record ScopeQuestion(FactCode Fact, bool? Is, long? From, long? Below, IReadOnlyList<string> KnownFor)
{
    /// <summary>Whether the clause covers the unit, as far as all these properties go.</summary>
    public static Coverage CoverageOf(RuleContext context, ScopeQuestion[] questions)
    {
        FactCode? missing = null;
        foreach (var question in questions)
        {
            if (context.Category is { } goods && question.KnownFor.Contains(goods.Code))
                continue;
            var covers = question.Covers(context.Facts);
            if (covers == false)
                return new(false, null);
            missing ??= covers is null ? question.Fact : null;
        }

        return new(missing is null ? true : null, missing);
    }

    internal static object? Read(DataNode node, DataObject data)
    {
        var question = new DataObject(node, data.Flaws);
        var fact = question.Required("fact");
        var (flag, from, below) = (question.Flag("is"), Number(question, "from"), Number(question, "below"));
        var knownFor = question.List("knownFor").Select(item => item.Text ?? "").ToList();
        question.End();
        if (knownFor.Find(code => !ProductCategories.TryGet(code, out _)) is { } unknown)
            return Parameter.Flaw(node, data, $"'{unknown}' is no category of goods.");
        if (flag is null == (from is null && below is null))
            return Parameter.Flaw(node, data, "Either 'is' or 'from' and 'below' stand here.");
        return Parameter.FactNamed(fact?.Text) is { } code ? new ScopeQuestion(code, flag, from, below, knownFor) : Parameter.Flaw(node, data, $"'{fact?.Text}' is no fact.");
    }

    private bool? Covers(ItemFacts facts) => Is is { } wanted
        ? facts.Flag(Fact) is { } flag ? flag == wanted : null
        : facts.Integer(Fact) is { } number ? !(number < From) && !(number >= Below) : null;

    private static long? Number(DataObject data, string name) =>
        data.Optional(name) is { } node ? (long?)Parameter.Integer(name, 0, long.MaxValue).Read(node, data, Subject.Listing) : null;
}

/// <summary>Whether a clause covers a unit.</summary>
/// <param name="Covers">Null: not known.</param>
/// <param name="Missing">The fact that would tell; null when it is known.</param>
internal readonly record struct Coverage(bool? Covers, FactCode? Missing);
