namespace CeCommerce.Standards;

/// <summary>Compares web addresses as the police list them: scheme, case of the host and a last slash do not matter.</summary>
internal static class UrlCoverage
{
    /// <summary>True when the page is the notified address or lies below it.</summary>
    public static bool Covers(ReadOnlySpan<char> notified, ReadOnlySpan<char> page)
    {
        notified = WithoutScheme(notified).TrimEnd('/');
        page = WithoutScheme(page);
        if (notified.IsEmpty || page.Length < notified.Length)
            return false;
        var host = notified.IndexOf('/') is var slash && slash < 0 ? notified.Length : slash;
        return page[..host].Equals(notified[..host], StringComparison.OrdinalIgnoreCase)
            && page[host..notified.Length].SequenceEqual(notified[host..])
            && (page.Length == notified.Length || page[notified.Length] is '/' or '?' or '#');
    }

    private static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> url)
    {
        url = url.Trim();
        foreach (var scheme in (ReadOnlySpan<string>)["https://", "http://"])
        {
            if (url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return url[scheme.Length..];
        }

        return url;
    }
}
