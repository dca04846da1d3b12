using System.Text.Json.Nodes;
using CeCommerce.Items;
using CeCommerce.Passports.Chain;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Passports.Recording;

/// <summary>How models, grades and facts stand in an event. What people typed is hidden; what a machine or a list gave is public.</summary>
internal static class ToldFacts
{
    public static JsonObject Of(ProductModel model)
    {
        var told = new JsonObject { ["name"] = model.Name, ["category"] = model.Category };
        AddTo(told, "gtin", model.Gtin);
        AddTo(told, "brand", model.Brand);
        AddTo(told, "modelNumber", model.ModelNumber);
        return told;
    }

    public static JsonObject Of(ItemCondition grades)
    {
        var told = new JsonObject();
        AddTo(told, "scheme", grades.Scheme?.ToString());
        AddTo(told, "functional", grades.Functional?.ToString());
        AddTo(told, "cosmetic", grades.Cosmetic?.ToString());
        return told;
    }

    /// <summary>Those of the unit that are no free text, by their wire names.</summary>
    public static JsonObject Of(ItemFacts facts) => new(
        from fact in facts.Only(FactAbout.Unit).All
        let kind = FactCatalogue.Of(fact.Code).Kind
        where kind != FactKind.Text
        select KeyValuePair.Create<string, JsonNode?>(FactCatalogue.Of(fact.Code).WireName, kind switch
        {
            FactKind.Integer => JsonValue.Create(fact.Number),
            FactKind.Boolean => JsonValue.Create(fact.Number != 0),
            FactKind.Date or FactKind.Choice or FactKind.Text => JsonValue.Create(fact.Shown),
        }));

    /// <summary>Those of the unit that people typed.</summary>
    public static IReadOnlyList<HiddenText> Hidden(ItemFacts facts) =>
    [
        .. from fact in facts.Only(FactAbout.Unit).All
           let definition = FactCatalogue.Of(fact.Code)
           where definition.Kind == FactKind.Text
           select new HiddenText($"/facts/{definition.WireName}", fact.Shown),
    ];

    public static string Word<T>(T word)
        where T : struct, Enum => ConstantCase.Of(word.ToString());

    private static void AddTo(JsonObject told, string name, string? value)
    {
        if (value is not null)
        {
            told[name] = value;
        }
    }
}
