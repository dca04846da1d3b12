using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Identity.Walk;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>Whatever is decoded out of a text is as little ours as the text: nothing inside a cursor, a form, an address or a header becomes a fault of the server.</summary>
public sealed class DecodersTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Strange =
    [
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ufffe\"", "\"\\uffff\"", "\"\\u0001\"", "\"\"", "null", "true", "[]", "{}", "0", "-1", "1e400", "1.5",
        "9223372036854775807", "-9223372036854775808", "3155378975999999999", "99999999999999999999999999999999999999999", "\"99\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
    ];

    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Platform)]
    [InlineData(Role.Refurbisher)]
    [InlineData(Role.Consumer)]
    public async Task Nothing_inside_a_cursor_is_a_fault_of_ours(Role role)
    {
        var customer = $"c-{Guid.CreateVersion7():N}";
        await ForeignThings.MakeAsync(_shop, customer);
        var token = role == Role.Consumer ? _shop.Token(role, consumer: customer) : _shop.Token(role, role == Role.Refurbisher ? DemoOperators.Refurbisher : null);
        var schema = await SchemaShape.ReadAsync((document, asker) => server.GraphQLAsync(document, token: asker), null);
        var tried = 0;
        foreach (var field in schema.Roots.Select(root => root.Field).Where(field => field.Arguments.Any(argument => argument.Name == "after") && !field.Arguments.Any(argument => argument.Required)))
        {
            var page = await server.GraphQLAsync($"{{ {field.Name}(first: 1) {{ pageInfo {{ endCursor }} }} }}", token: token);
            if (page.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.GetProperty(field.Name) is { ValueKind: JsonValueKind.Object } found
                && found.GetProperty("pageInfo").GetProperty("endCursor").GetString() is { } cursor)
            {
                foreach (var other in Others(Base64Url.DecodeFromChars(cursor)))
                {
                    foreach (var (size, place) in (IEnumerable<(string, string)>)(field.Arguments.Any(argument => argument.Name == "before") ? [("first", "after"), ("last", "before")] : [("first", "after")]))
                    {
                        var answer = await server.GraphQLAsync(
                            $"query($c: String) {{ {field.Name}({size}: 1, {place}: $c) {{ pageInfo {{ endCursor }} }} }}", new { c = Base64Url.EncodeToString(other) }, token);
                        var codes = new Answer(answer).Codes;
                        Assert.True(codes.All(code => code == "CURSOR_INVALID"), $"{field.Name}: {Encoding.UTF8.GetString(other)}: {answer}");
                        tried++;
                    }
                }
            }
        }

        Assert.True(tried > 40, $"Only {tried} cursors were tried.");
    }

    private static IEnumerable<byte[]> Others(byte[] cursor)
    {
        if (cursor[0] != '[')
        {
            foreach (var key in (long[])[long.MinValue, long.MaxValue, 0, -1, BitConverter.DoubleToInt64Bits(double.NaN)])
            {
                var other = cursor.ToArray();
                BinaryPrimitives.WriteInt64BigEndian(other.AsSpan(9), key);
                yield return other;
            }

            yield break;
        }

        var parts = JsonNode.Parse(cursor)!.AsArray().Select(part => part?.ToJsonString() ?? "null").ToArray();
        for (var at = 0; at < parts.Length; at++)
        {
            foreach (var strange in Strange)
            {
                yield return Encoding.UTF8.GetBytes($"[{string.Join(',', parts.Select((part, i) => i == at ? strange : part))}]");
            }
        }
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("a%00b")]
    [InlineData("%EF%BF%BE")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%01%1F%7F")]
    public async Task Nothing_inside_a_form_or_an_address_is_a_fault_of_ours(string text)
    {
        var known = await ClientAsync();
        string[] forms =
        [
            $"grant_type=client_credentials&client_id={text}&client_secret=x", $"grant_type=client_credentials&client_id={known.Id}&client_secret={text}",
            $"grant_type={text}&client_id={known.Id}&client_secret={known.Secret}", $"grant_type=client_credentials&client_id={known.Id}&client_secret={known.Secret}&scope={text}",
            $"grant_type=urn:ietf:params:oauth:grant-type:token-exchange&client_id={known.Id}&client_secret={known.Secret}&subject_token_type=urn:cecommerce:token-type:consumer-id&subject_token={text}",
            $"grant_type=urn:ietf:params:oauth:grant-type:token-exchange&client_id={known.Id}&client_secret={known.Secret}&subject_token_type={text}&subject_token=alice",
        ];
        foreach (var form in forms)
        {
            await RefusedAsync(HttpMethod.Post, "/connect/token", form, "application/x-www-form-urlencoded");
        }

        string[] addresses =
        [
            $"/graphql?query={text}", $"/graphql?query={{paymentMethods}}&operationName={text}", $"/graphql?documentId={text}", $"/graphql?query={{paymentMethods}}&variables={text}",
            $"/graphql?query={{paymentMethods}}&extensions={text}", $"/graphql/explorer/{text}", $"/sandbox/authenticate/{text}", $"/{text}",
        ];
        foreach (var address in addresses)
        {
            await RefusedAsync(HttpMethod.Get, address, null, null);
        }

        await RefusedAsync(HttpMethod.Post, $"/imports?operatorId={text}", "a", "text/csv");
        await RefusedAsync(HttpMethod.Post, $"/sandbox/authenticate/{text}", $"outcome={text}", "application/x-www-form-urlencoded");
    }

    [Theory]
    [InlineData("Authorization", "Bearer \u0001")]
    [InlineData("Authorization", "Bearer e30.e30.e30")]
    [InlineData("Authorization", "Basic OgA=")]
    [InlineData("Accept-Language", "\u0001;q=zz,,,*")]
    [InlineData("Accept", "text/\u0001;;;q=9")]
    [InlineData("traceparent", "00-zz-zz-zz")]
    [InlineData("baggage", "\u0001=\u0002")]
    [InlineData("If-None-Match", "\u0001")]
    [InlineData("If-Modified-Since", "yesterday")]
    [InlineData("Range", "bytes=9-1")]
    [InlineData("X-Forwarded-For", "\u0001")]
    public async Task Nothing_inside_a_header_is_a_fault_of_ours(string name, string value)
    {
        foreach (var path in (string[])["/graphql?query={paymentMethods}", "/graphql/explorer/graphiql.css", "/health/live", "/connect/token"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(name, value);
            using var response = await server.Http.SendAsync(request, Stop);
            Assert.InRange((int)response.StatusCode, 200, 499);
        }
    }

    private async Task<(string Id, string Secret)> ClientAsync()
    {
        var made = await _shop.AskAsync(
            "mutation($i: RegisterPartnerAppInput!) { registerPartnerApp(input: $i) { clientSecret partnerApp { clientId } errors { message } } }",
            new { i = new { name = "Decoder", role = "CONSUMER", mayActForConsumers = true, trustedDocumentsOnly = false } },
            _shop.Token(Role.Platform));
        var payload = made.GetProperty("registerPartnerApp");
        return (payload.GetProperty("partnerApp").Text("clientId"), payload.Text("clientSecret"));
    }

    private async Task RefusedAsync(HttpMethod method, string address, string? body, string? type)
    {
        using var request = new HttpRequestMessage(method, server.Http.BaseAddress + address.TrimStart('/'));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type!);
        }

        if (address.StartsWith("/imports", StringComparison.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _shop.Refurbisher);
        }

        using var response = await server.Http.SendAsync(request, Stop);
        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{method} {address} {body}: {response.StatusCode}");
    }
}
