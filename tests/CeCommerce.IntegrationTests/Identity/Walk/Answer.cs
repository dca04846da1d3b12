using System.Text.Json;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>What a server answered, as far as permissions are concerned.</summary>
internal sealed record Answer(JsonElement Body)
{
    /// <summary>Codes that refuse: by the request's faults, by validation of values, or by a payload's errors.</summary>
    public IReadOnlyList<string> Codes { get; } = [.. Find(Body)];

    public bool IsUnauthenticated => Codes.Contains("UNAUTHENTICATED");

    /// <summary>Whether the document itself was wrong: then the walk proves nothing and must say so.</summary>
    public bool IsBrokenDocument => Codes.Any(code => code is "SYNTAX_ERROR" or "GRAPHQL_VALIDATION_FAILED" or "DOCUMENT_INVALID" or "TOO_COMPLEX" or "TOO_COSTLY" or "TOO_DEEP")
        || (Body.ValueKind == JsonValueKind.Object && !Body.TryGetProperty("data", out _) && !Body.TryGetProperty("errors", out _));

    public bool IsRateLimited => Codes.Contains("RATE_LIMITED");

    public bool IsServerFault => Codes.Any(code => code is "INTERNAL_SERVER_ERROR" or "INTERNAL");

    /// <summary>Whether the one thing in the root is null or a payload whose own thing is null.</summary>
    public bool IsRefused => Codes.Count > 0;

    public bool Shows(string text) => Body.GetRawText().Contains(text, StringComparison.Ordinal);

    private static IEnumerable<string> Find(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("errors", out var faults))
        {
            foreach (var fault in faults.EnumerateArray())
            {
                yield return fault.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("code", out var code) ? code.GetString()! : "NO_CODE";
            }
        }

        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var root in data.EnumerateObject().Where(root => root.Value.ValueKind == JsonValueKind.Object && root.Value.TryGetProperty("errors", out _)))
        {
            foreach (var error in root.Value.GetProperty("errors").EnumerateArray())
            {
                yield return error.GetProperty("code").GetString()!;
            }
        }
    }
}
