using CeCommerce.Passports.Identity;
using CeCommerce.Passports.PublicPage;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Transport;
using Microsoft.AspNetCore.Http.Features;

namespace CeCommerce.Passports.Resolver;

/// <summary>Resolves the Digital Links of this installation. Source: GS1-Conformant resolver standard 1.2.</summary>
internal static class ResolverDoor
{
    /// <summary>The keys that units are named by here.</summary>
    public static readonly string[] Keys = ["01", "8004"];

    private const string LinkType = "linkType";

    private static RequestFault Unknown => new(
        "LINK_UNKNOWN", new("この識別子の公開情報はありません。", "Nothing public is named so."))
    { HttpStatus = StatusCodes.Status404NotFound };

    private static RequestFault WithoutType => new(
        "LINK_TYPE_MISSING", new("この種類のリンクはありません。linkType=linkset で一覧を取得できます。", "There is no link of this type. linkType=linkset lists those that there are."))
    { HttpStatus = StatusCodes.Status404NotFound };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var key in Keys)
            endpoints.MapMethods($"/{key}/{{**rest}}", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options], http => PublicDoor.AnswerAsync(http, ResultAsync));
    }

    /// <summary>Where a request by plain http belongs, which only development answers; null when it is in order.</summary>
    internal static string? SecureAddress(HttpRequest request, Settings settings) =>
        settings.IsDevelopment || request.IsHttps ? null : $"https://{request.Host}{Target(request.HttpContext)}";

    private static async Task<IResult> ResultAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (SecureAddress(http.Request, http.RequestServices.GetRequiredService<Settings>()) is { } secure)
            return Results.Redirect(secure, permanent: true, preserveMethod: true);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            (headers.Allow, headers.AccessControlAllowMethods, headers.AccessControlAllowHeaders) = ("GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS", "Accept, Accept-Language");
            return Results.NoContent();
        }

        var (home, target) = (PublicDoor.HomeOf(http), Target(http));
        if (!DigitalLink.Parse(home + target).Try(out var link, out var error))
            throw FaultAnswer.Of(error, StatusCodes.Status400BadRequest);
        if (link.Stem != home)
            throw FaultAnswer.Of(new DigitalLinkInvalid(DigitalLinkFlaw.NoKey, ""), StatusCodes.Status400BadRequest);
        var levels = await http.RequestServices.GetRequiredService<LinkLevels>().FindAsync(link, home, http.RequestAborted);
        headers.CacheControl = "public, max-age=60";
        return levels.Count > 0 ? Answer(http, levels, target) : throw Unknown;
    }

    private static IResult Answer(HttpContext http, IReadOnlyList<LinkLevel> levels, string target)
    {
        var asked = http.Request.Query[LinkType].ToString();
        if (asked is "linkset" or "all" || (asked.Length == 0 && LinkChoice.Accepts(http.Request, Linkset.MediaType)))
        {
            http.Response.Headers.Link = $"<{Linkset.Context}>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"";
            return Results.Text(Linkset.Of(levels), Linkset.MediaType);
        }

        http.Response.Headers.Link = $"<{levels[0].Link.ToUri()}?{LinkType}=linkset>; rel=\"linkset\"; type=\"{Linkset.MediaType}\"";
        var term = asked.Length > 0 ? LinkTypes.TermOf(asked) ?? throw WithoutType : null;
        var chosen = LinkChoice.Of(levels, term, http.Request) ?? throw WithoutType;
        return Results.Redirect(WithQuery(chosen.Href, target), preserveMethod: true);
    }

    /// <summary>What else was asked goes on to the target.</summary>
    private static string WithQuery(string href, string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? target[(at + 1)..] : "";
        var rest = string.Join('&', query.Split('&').Where(pair => pair.Length > 0 && Uri.UnescapeDataString(pair.Split('=')[0]) != LinkType));
        return rest.Length == 0 ? href : $"{href}{(href.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{rest}";
    }

    /// <summary>Path and query as they were sent: decoded ones cannot be told from what they hold.</summary>
    private static string Target(HttpContext http) =>
        http.Features.Get<IHttpRequestFeature>() is { RawTarget: ['/', ..] raw } ? raw : throw FaultAnswer.Of(new DigitalLinkInvalid(DigitalLinkFlaw.NotAnAddress, ""), StatusCodes.Status400BadRequest);
}
