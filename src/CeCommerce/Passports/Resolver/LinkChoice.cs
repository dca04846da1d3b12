using Microsoft.Net.Http.Headers;

namespace CeCommerce.Passports.Resolver;

/// <summary>The target that fits a request best.</summary>
internal static class LinkChoice
{
    /// <summary>Of the finest level that has the type; null when none has it. Without a type the default, unless the request prefers another form.</summary>
    public static LinkTarget? Of(IReadOnlyList<LinkLevel> levels, string? term, HttpRequest request)
    {
        var wanted = term ?? (PrefersJson(request) && levels[0].Targets.Any(target => target.Type == LinkTypes.Passport) ? LinkTypes.Passport : levels[0].Targets[0].Type);
        var fitting = levels.Select(level => level.Targets.Where(target => target.Type == wanted).ToList()).FirstOrDefault(targets => targets.Count > 0);
        return fitting is null ? null : InLanguage(fitting, request);
    }

    public static bool Accepts(HttpRequest request, string mediaType) =>
        request.GetTypedHeaders().Accept.Any(one => one.Quality is null or > 0 && one.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first language of the request that there is; else what is in no particular one.</summary>
    private static LinkTarget InLanguage(List<LinkTarget> targets, HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.Where(one => one.Quality is null or > 0).OrderByDescending(one => one.Quality ?? 1)
            .Select(one => targets.Find(target => target.Language is { } language && IsIn(one, language))).FirstOrDefault(target => target is not null) ?? targets[0];

    private static bool IsIn(StringWithQualityHeaderValue wanted, string language) =>
        wanted.Value.Value?.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase) == true;

    private static bool PrefersJson(HttpRequest request)
    {
        double Quality(params string[] types) => request.GetTypedHeaders().Accept
            .Where(one => types.Contains(one.MediaType.Value ?? "", StringComparer.OrdinalIgnoreCase)).Select(one => one.Quality ?? 1).DefaultIfEmpty().Max();
        return Quality("application/json", "application/ld+json") > Quality("text/html", "application/xhtml+xml");
    }
}
