using System.Text.Json.Nodes;
using CeCommerce.Items;

namespace CeCommerce.Passports.PublicPage;

/// <summary>A passport as JSON: what is hashed stands there as it is hashed, so that anybody can follow the chain.</summary>
internal static class PassportJson
{
    public static string Of(PublicPassport passport)
    {
        var head = passport.Passport;
        return new JsonObject
        {
            ["id"] = head.Id.ToString(),
            ["item"] = head.ItemId.ToString(),
            ["status"] = head.Status.ToString().ToUpperInvariant(),
            ["digitalLink"] = passport.Link?.ToUri(),
            ["model"] = Of(passport.Model),
            ["head"] = new JsonObject { ["seq"] = head.HeadSeq, ["hash"] = Hex(head.HeadHash) },
            ["events"] = new JsonArray([.. passport.Events.Select(Event)]),
            ["before"] = passport.Earlier ? passport.Events[0].Seq : null,
        }.ToJsonString();
    }

    public static JsonObject Of(ProductModel model) =>
        new() { ["gtin"] = model.Gtin, ["brand"] = model.Brand, ["name"] = model.Name, ["modelNumber"] = model.ModelNumber, ["category"] = model.Category };

    private static JsonObject Event(PassportEvent one) =>
        new() { ["seq"] = one.Seq, ["prev"] = Hex(one.PrevHash), ["hash"] = Hex(one.Hash), ["event"] = JsonNode.Parse(one.Content) };

    private static string? Hex(byte[]? hash) => hash is null ? null : Convert.ToHexStringLower(hash);
}
