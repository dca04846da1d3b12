using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CeCommerce.Benchmarks;

/// <summary>One caller of one server.</summary>
internal sealed class GraphQLClient(HttpClient http, Uri server, string? token)
{
    private readonly Uri _endpoint = new(server, "/graphql");

    public static HttpClient NewHttp() => new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });

    /// <summary>The body of the answer, whatever its status.</summary>
    public async Task<JsonNode> AskAsync(string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = JsonContent.Create(new { query, variables }, options: JsonSerializerOptions.Web) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync())!;
    }

    /// <summary>The payload of a mutation; throws when the request as a whole was refused.</summary>
    public async Task<JsonNode> MutateAsync(string query, string field, object input)
    {
        var answer = await AskAsync(query, new { input });
        return answer["data"]?[field] ?? throw new InvalidOperationException(answer.ToJsonString());
    }
}
