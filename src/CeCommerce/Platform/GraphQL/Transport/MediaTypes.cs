using Microsoft.Net.Http.Headers;

namespace CeCommerce.Platform.GraphQL.Transport;

internal enum Answer
{
    None,
    Json,
    GraphQLJson,
    EventStream,
}

/// <summary>What a client wants back, by Accept: the most specific range of the highest quality that we can write.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json; charset=utf-8";
    public const string GraphQLJson = "application/graphql-response+json; charset=utf-8";
    public const string EventStream = "text/event-stream; charset=utf-8";

    public static Answer Wanted(string? accept)
    {
        // What nearly every client sends, without parsing.
        if (string.IsNullOrEmpty(accept) || accept is "*/*" or "application/json")
        {
            return Answer.Json;
        }

        if (!MediaTypeHeaderValue.TryParseList([accept], out var ranges))
        {
            return Answer.None;
        }

        var answers = ranges.Where(range => range.Quality is not 0 && IsUtf8(range)).OrderByDescending(range => range.Quality ?? 1).Select(Of);
        return answers.FirstOrDefault(answer => answer != Answer.None);
    }

    /// <summary>True for what browsers send when a person opens a page.</summary>
    public static bool PrefersHtml(string? accept) => accept is not null && accept.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue range) => !range.Charset.HasValue || range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static Answer Of(MediaTypeHeaderValue range) => range.MediaType.Value!.ToLowerInvariant() switch
    {
        "application/graphql-response+json" => Answer.GraphQLJson,
        "application/json" or "application/*" or "*/*" => Answer.Json,
        "text/event-stream" => Answer.EventStream,
        _ => Answer.None,
    };
}
