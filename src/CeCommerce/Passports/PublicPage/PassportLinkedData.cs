using System.Text.Json.Nodes;
using CeCommerce.Standards;

namespace CeCommerce.Passports.PublicPage;

/// <summary>The unit in the words of schema.org, for those who read pages by machine.</summary>
internal static class PassportLinkedData
{
    public const string MediaType = "application/ld+json";

    public static string Of(PublicPassport passport)
    {
        var model = passport.Model;
        var unit = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "IndividualProduct",
            ["identifier"] = passport.Passport.Id.ToString(),
            ["name"] = model.Name,
            ["category"] = model.Category,
            ["itemCondition"] = $"https://schema.org/{(passport.Item.Condition.Cosmetic is CosmeticGrade.J ? "DamagedCondition" : "UsedCondition")}",
        };
        Add(unit, "gtin", model.Gtin);
        Add(unit, "mpn", model.ModelNumber);
        Add(unit, "url", passport.Link?.ToUri());
        if (!string.IsNullOrWhiteSpace(model.Brand))
            unit["brand"] = new JsonObject { ["@type"] = "Brand", ["name"] = model.Brand };
        return unit.ToJsonString();
    }

    private static void Add(JsonObject unit, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            unit[name] = value;
    }
}
