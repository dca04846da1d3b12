using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.GraphQL;

/// <summary>The day by which to judge has not come.</summary>
/// <param name="On">What was given.</param>
/// <param name="Today">In Asia/Tokyo.</param>
public sealed record DayInFuture(DateOnly On, DateOnly Today) : UserError("input", "on")
{
    public override string Code => "DAY_IN_FUTURE";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"{On:yyyy-MM-dd} はまだ来ていません。今日({Today:yyyy-MM-dd})以前の日を指定してください。"),
        string.Create(CultureInfo.InvariantCulture, $"{On:yyyy-MM-dd} has not come. Give a day up to today, {Today:yyyy-MM-dd}."));
}

/// <summary>The catalogue has no such goods.</summary>
/// <param name="Category">The start of what was given.</param>
public sealed record CategoryNotKnown(string Category) : UserError("input", "category")
{
    public override string Code => "CATEGORY_NOT_KNOWN";

    public override LocalText Message => new($"品目 {Category} はありません。productCategories の code を使ってください。", $"There are no goods '{Category}'. Use a code of productCategories.");
}

/// <summary>More facts than there can be.</summary>
/// <param name="Stated">How many.</param>
/// <param name="Maximum">How many may be.</param>
public sealed record TooManyStatedFacts(int Stated, int Maximum) : UserError("input", "facts")
{
    public override string Code => "TOO_MANY_FACTS";

    public override LocalText Message => new($"facts は {Maximum} 件までです({Stated} 件ありました)。", $"At most {Maximum} facts are stated; there were {Stated}.");
}

/// <summary>The subject has no such fact.</summary>
/// <param name="Name">The start of what was given.</param>
/// <param name="Subject">What was to be judged.</param>
/// <param name="Index">Its place among the facts.</param>
public sealed record StatedFactNotKnown(string Name, Subject Subject, int Index) : UserError("input", "facts", Index.ToString(CultureInfo.InvariantCulture), "name")
{
    public override string Code => "FACT_NOT_KNOWN";

    public override LocalText Message => new(
        $"{Terms<Subject>.Of(Subject).Name.Ja}に「{Name}」という項目はありません。statedFacts の name を使ってください。",
        $"'{Name}' cannot be stated of this subject ({Terms<Subject>.Of(Subject).Name.En}). Use a name of statedFacts.");
}

/// <summary>The value cannot be that fact.</summary>
/// <param name="Name">Which fact.</param>
/// <param name="Given">The start of what was given.</param>
/// <param name="Shape">What may be given.</param>
/// <param name="Index">Its place among the facts.</param>
public sealed record StatedFactUnreadable(string Name, string Given, LocalText Shape, int Index) : UserError("input", "facts", Index.ToString(CultureInfo.InvariantCulture), "value")
{
    public override string Code => "FACT_UNREADABLE";

    public override LocalText Message => new($"{Name} に「{Given}」は入れられません。{Shape.Ja}", $"{Name} cannot be '{Given}'. {Shape.En}");
}

/// <summary>One fact is stated twice.</summary>
/// <param name="Name">Which fact.</param>
/// <param name="Index">The place of the second.</param>
public sealed record StatedFactTwice(string Name, int Index) : UserError("input", "facts", Index.ToString(CultureInfo.InvariantCulture), "name")
{
    public override string Code => "FACT_STATED_TWICE";

    public override LocalText Message => new($"{Name} が2回あります。1回だけ入れてください。", $"{Name} stands twice. State it once.");
}
