using Microsoft.Net.Http.Headers;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Japanese unless Accept-Language prefers English.</summary>
internal static class RequestLanguage
{
    public static Language Of(string? acceptLanguage)
    {
        if (string.IsNullOrEmpty(acceptLanguage) || !StringWithQualityHeaderValue.TryParseList([acceptLanguage], out var wanted))
        {
            return Language.Ja;
        }

        var best = wanted.OrderByDescending(one => one.Quality ?? 1)
            .Select(one => one.Value.Value!).FirstOrDefault(tag => Is(tag, "ja") || Is(tag, "en"));
        return best is not null && Is(best, "en") ? Language.En : Language.Ja;
    }

    private static bool Is(string tag, string language) => tag.Length >= 2
        && tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == 2 || tag[2] == '-');
}
