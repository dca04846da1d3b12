using System.Text.Json.Nodes;
using CeCommerce.Passports.PublicPage;

namespace CeCommerce.Passports.Resolver;

/// <summary><c>GET /.well-known/gs1resolver</c>: what this resolver can do, in GS1's form.</summary>
internal static class DescriptionDoor
{
    public static Task AnswerAsync(HttpContext http) => PublicDoor.AnswerAsync(http, http => Task.FromResult(Results.Text(Of(PublicDoor.HomeOf(http)), "application/json")));

    private static string Of(string home) => new JsonObject
    {
        ["name"] = "CeCommerce",
        ["resolverRoot"] = home,
        ["supportedPrimaryKeys"] = new JsonArray([.. ResolverDoor.Keys.Select(key => JsonValue.Create(key))]),
        ["supportedLinkType"] = new JsonArray(new JsonObject { ["namespace"] = LinkTypes.Vocabulary, ["prefix"] = "gs1:" }),
        ["linkTypeDefaultCanBeLinkset"] = false,
        ["jsonLdContextLocation"] = Linkset.Context,
    }.ToJsonString();
}
