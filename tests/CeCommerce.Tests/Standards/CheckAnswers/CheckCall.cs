using System.Globalization;
using System.Text;
using System.Text.Json;
using CeCommerce.Standards;
using CeCommerce.Standards.Checks;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>A check with what a pack tells it, asked about what is written down as texts.</summary>
internal sealed class CheckCall
{
    // How much of a sentence is quoted is no matter of what the check finds.
    private const string Quoted = "words";

    private static readonly Dictionary<string, AskedField> Fields = AskedFields.All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, FactDefinition> ItemFact = FactCatalogue.All.ToDictionary(fact => fact.WireName, StringComparer.Ordinal);

    private readonly Subject _subject;
    private readonly Func<RuleContext, Check>? _ofListing;
    private readonly Func<StatedContext, Check>? _ofStated;

    public CheckCall(NamedCheck check, Subject subject, string told)
    {
        var arguments = new Arguments(Values(check, subject, told));
        _subject = subject;
        if (subject == Subject.Listing)
            _ofListing = check.Make(arguments);
        else
            _ofStated = check.MakeForStated!(arguments);
    }

    /// <summary>What the check looks at as far as it says so itself, in the names of the fields.</summary>
    public static IEnumerable<string> LooksAt(NamedCheck check, Subject subject, string told)
    {
        var values = Values(check, subject, told);
        return check.Inputs.Concat(check.Parameters.SelectMany(parameter => parameter.Inputs(values[parameter.Name])))
            .Select(input => input.Name.StartsWith("operator.licence", StringComparison.Ordinal) ? "operator.licences" : input.Name).Distinct();
    }

    public IReadOnlyList<string> Answer(DateOnly on, IReadOnlyDictionary<string, string> of)
    {
        var check = _ofListing is not null ? _ofListing(Listing(on, of).Context()) : _ofStated!(new(Stated(on, of)));
        var verdict = AskedField.Shown(check.Verdict);
        return check.Why is { } why ? [verdict, why.Kind.Key, why.Path, .. why.Kind.Names.Zip(why.Values).Where(value => value.First != Quoted).Select(value => value.Second)] : [verdict];
    }

    /// <summary>Everything that a listing says, as texts.</summary>
    public static Dictionary<string, string> TextsOf(ListingFacts listing)
    {
        var judged = JudgedListing.Of(listing);
        var texts = listing.Facts.All.ToDictionary(fact => FactCatalogue.Of(fact.Code).WireName, fact => fact.Shown, StringComparer.Ordinal);
        foreach (var field in AskedFields.All)
        {
            if (field.Read(judged) is { } text)
                texts[field.Name] = text;
        }

        return texts;
    }

    private static JudgedListing Listing(DateOnly on, IReadOnlyDictionary<string, string> of)
    {
        var facts = of.Where(one => !Fields.ContainsKey(one.Key)).Select(one =>
        {
            var fact = ItemFact[one.Key];
            var value = ValueOf(fact.Kind, fact.Choices, one.Value);
            return new Fact(fact.Code, value.Number, value.Text, FactSource.Inspection, on);
        });
        var judged = JudgedListing.Bare(on);
        judged = judged with { Listing = judged.Listing with { Facts = ItemFacts.Of(facts) } };
        return of.Where(one => Fields.ContainsKey(one.Key)).Aggregate(judged, (so, one) => Fields[one.Key].Write(so, one.Value));
    }

    private StatedSubject Stated(DateOnly on, IReadOnlyDictionary<string, string> of) => new(_subject, on, [], null, null)
    {
        Facts = of.ToDictionary(one => StatedFacts.Find(one.Key, _subject)!.Index, one => StatedFacts.Find(one.Key, _subject) is var fact ? ValueOf(fact!.Kind, fact.Choices, one.Value) : default),
    };

    private static FactValue ValueOf(FactKind kind, IReadOnlyList<FactChoice> choices, string text) => kind switch
    {
        FactKind.Integer => new(AskedField.Number(text), null),
        FactKind.Boolean => new(text == "true" ? 1 : 0, null),
        FactKind.Date => new(AskedField.Day(text).DayNumber, null),
        FactKind.Choice => new(choices.Single(choice => choice.Code == text).Value, text),
        _ => new(0, text),
    };

    private static Dictionary<string, object> Values(NamedCheck check, Subject subject, string told)
    {
        var data = new DataObject(DataNode.Parse(Encoding.UTF8.GetBytes(told)), new("told"));
        var values = check.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => data.Optional(parameter.Name) is { } node ? parameter.Read(node, data, subject) : parameter.Default, StringComparer.Ordinal);
        data.End();
        return data.Flaws.Count == 0 && !values.ContainsValue(null)
            ? values.ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal)
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"{check.Name} cannot be told {told}: {string.Join(' ', data.Flaws.All)}"));
    }
}
