using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>What came of a request.</summary>
/// <param name="Payload">What the field answered; null when the request as a whole was refused, or nothing is there.</param>
/// <param name="Refusal">The code of the first refusal.</param>
internal sealed record Answer(JsonNode? Payload, string? Refusal, Side Side)
{
    public static string? RefusalIn(JsonNode? payload) => payload?["errors"] is JsonArray { Count: > 0 } errors ? (string?)errors[0]!["code"] : null;
}

/// <summary>
/// The app of the buyers and the office of the seller. Both know the documents of the version before, which an app goes on sending; what a killed server leaves
/// unanswered they send to another one as it was.
/// </summary>
internal sealed class Shop(Sides sides, Release before, Tally tally) : IDisposable
{
    private const int Tries = 8;
    private readonly ConcurrentDictionary<string, string> _documents = new(StringComparer.Ordinal);
    private readonly HttpClient _http = GraphQLClient.NewHttp();

    /// <param name="field">The field, in whose name the document lies.</param>
    /// <param name="variables">Of the document.</param>
    public async Task<Answer> AskAsync(string field, Side side, string token, object variables)
    {
        var query = _documents.GetOrAdd(field, name => before.Operation($"orders/{char.ToUpperInvariant(name[0])}{name[1..]}"));
        for (var attempt = 1; ; attempt++)
        {
            var (answer, fault) = await SendAsync(field, side, () => Request(side, token, new { query, variables }));
            if (fault is null)
            {
                var payload = answer?["data"]?[field];
                var refusal = Answer.RefusalIn(payload);
                tally.Count(field, side, refusal ?? Tally.Done);
                return new(payload, refusal, side);
            }

            tally.Count(field, side, fault);
            if (attempt == Tries || fault is not (Tally.CutOff or "TRY_AGAIN"))
            {
                return new(null, fault, side);
            }

            await Task.Delay(100);
            side = side.IsKilled ? sides.Any(Random.Shared) : side;
        }
    }

    /// <summary>The buyer on the processor's page.</summary>
    public async Task AuthenticateAsync(Side side, string order, bool success)
    {
        var page = new Uri(side.Address, $"/sandbox/authenticate/{order}?outcome={(success ? "success" : "failure")}");
        var (_, fault) = await SendAsync("the page of the processor", side, () => new(HttpMethod.Post, page), isJson: false);
        tally.Count("the page of the processor", side, fault ?? Tally.Done);
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(Side side, string token, object body) => new(HttpMethod.Post, new Uri(side.Address, "/graphql"))
    {
        Content = JsonContent.Create(body, options: JsonSerializerOptions.Web),
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    private async Task<(JsonNode? Answer, string? Fault)> SendAsync(string what, Side side, Func<HttpRequestMessage> make, bool isJson = true)
    {
        try
        {
            using var request = make();
            using var response = await _http.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode && !isJson)
            {
                return (null, Text.Of($"HTTP {(int)response.StatusCode}"));
            }

            var answer = isJson ? JsonNode.Parse(body)! : null;
            return (answer, answer?["errors"] is JsonArray { Count: > 0 } errors ? CodeOf(what, side, errors[0]!) : null);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or JsonException or TaskCanceledException)
        {
            return (null, side.IsKilled ? Tally.CutOff : broken.GetType().Name);
        }
    }

    private string CodeOf(string what, Side side, JsonNode error)
    {
        var code = (string?)error["extensions"]?["code"] ?? "no code";
        if (code is not "TRY_AGAIN")
        {
            tally.Fail($"{what} at the {side.Release.Name} one: {error["message"]}");
        }

        return code;
    }
}
