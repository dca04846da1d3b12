using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>What is sent to the demo host, and what it answers.</summary>
internal static class DemoRequests
{
    public static HttpRequestMessage Post(string body, string? role = null, string language = "ja")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (role is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", role);
        }

        return request;
    }

    public static async Task<JsonNode> AskAsync(this DemoHost host, string query, string? role = null, object? variables = null, string language = "ja")
    {
        var response = await host.Client.SendAsync(Post(JsonSerializer.Serialize(new { query, variables }), role, language));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public static string? CodeOf(JsonNode answer) => (string?)answer["errors"]?[0]?["extensions"]?["code"];
}
