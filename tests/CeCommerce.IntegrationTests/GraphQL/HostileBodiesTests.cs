using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>Requests that are made to be expensive, or are none.</summary>
public sealed class HostileBodiesTests(TestServer server, DemoHost host) : IClassFixture<TestServer>, IClassFixture<DemoHost>
{
    private static readonly string Digits = new('9', 100_000);

    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> LongNumbers => new()
    {
        { "variables", """{"query":"query($f:String){searchListings(text:$f){totalCount}}","variables":{"f":@}}""" },
        { "negative", """{"query":"query($f:String){searchListings(text:$f){totalCount}}","variables":{"f":-@}}""" },
        { "inside", """{"query":"query($f:ListingFilterInput){searchListings(filter:$f){totalCount}}","variables":{"f":{"brands":[1,{"a":[@]}]}}}""" },
        { "unused", """{"query":"{paymentMethods}","variables":{"f":@}}""" },
        { "extensions", """{"query":"{paymentMethods}","extensions":{"a":{"b":[@]}}}""" },
        { "version", """{"query":"{paymentMethods}","extensions":{"persistedQuery":{"version":@,"sha256Hash":"x"}}}""" },
        { "elsewhere", """{"query":"{paymentMethods}","other":@}""" },
        { "exponent", """{"query":"query($f:Long){searchListings(filter:{priceFrom:$f}){totalCount}}","variables":{"f":1e@}}""" },
        { "short exponent", """{"query":"query($f:Long){searchListings(filter:{priceFrom:$f}){totalCount}}","variables":{"f":1e999999999}}""" },
        { "fraction", """{"query":"query($f:Long){searchListings(filter:{priceFrom:$f}){totalCount}}","variables":{"f":0.@}}""" },
        { "literal", """{"query":"{searchListings(filter:{priceFrom:@}){totalCount}}"}""" },
        { "literal of a text", """{"query":"{searchListings(text:@){totalCount}}"}""" },
        { "literal fraction", """{"query":"{searchListings(first:1.@){totalCount}}"}""" },
        { "default", """{"query":"query($f:Int=@){searchListings(first:$f){totalCount}}"}""" },
    };

    [Theory]
    [MemberData(nameof(LongNumbers))]
    public async Task A_number_of_any_length_is_malformed(string kind, string body)
    {
        var (status, text) = await PostAsync(body.Replace("@", Digits, StringComparison.Ordinal));
        Assert.True(status == HttpStatusCode.BadRequest, $"{kind}: {status}");
        Assert.Equal("REQUEST_MALFORMED", JsonDocument.Parse(text).RootElement.Fault());
        Assert.InRange(text.Length, 1, 1_000);
    }

    [Theory]
    [InlineData("variables", """{"f":@}""")]
    [InlineData("extensions", """{"f":@}""")]
    public async Task So_it_is_in_a_query_string(string name, string json)
    {
        var number = new string('9', 2_000);
        using var response = await server.Http.GetAsync(
            new Uri($"/graphql?query={{paymentMethods}}&{name}={Uri.EscapeDataString(json.Replace("@", number, StringComparison.Ordinal))}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("REQUEST_MALFORMED", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_it_is_in_a_message_of_a_WebSocket_that_stays_open()
    {
        using var socket = await ConnectAsync();
        var bad = """{"id":"1","type":"subscribe","payload":{"query":"query($f:String){searchListings(text:$f){totalCount}}","variables":{"f":@}}}""";
        await SendAsync(socket, bad.Replace("@", Digits, StringComparison.Ordinal));
        var answer = await ReceiveAsync(socket);
        Assert.Contains("REQUEST_MALFORMED", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Length, 1, 1_000);
        await SendAsync(socket, """{"id":"2","type":"subscribe","payload":{"query":"{paymentMethods}"}}""");
        Assert.Contains("\"next\"", await ReceiveAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_an_operation_over_a_WebSocket_has_128_characters_at_most()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, Named(128));
        Assert.Contains("next", await ReceiveAsync(socket), StringComparison.Ordinal);
        Assert.Contains("complete", await ReceiveAsync(socket), StringComparison.Ordinal);
        await SendAsync(socket, Named(129));
        Assert.Empty(await ReceiveAsync(socket));
        Assert.Equal(4400, (int)socket.CloseStatus!);
    }

    private static string Named(int length) =>
        JsonSerializer.Serialize(new { id = new string('a', length), type = "subscribe", payload = new { query = "{paymentMethods}" } });

    public static TheoryData<string> HardDocuments =>
    [
        "{toys(first:1){nodes{" + string.Join(' ', Enumerable.Range(0, 540).Select(i => $"...F{i}")) + "}}} " + string.Join(' ', Enumerable.Range(0, 540).Select(i => $"fragment F{i} on Toy{{id}}")),
        "{toys(first:1){nodes{" + string.Join(' ', Enumerable.Repeat("id", 4_980)) + "}}}",
    ];

    [Theory]
    [MemberData(nameof(HardDocuments))]
    public async Task A_document_that_is_not_kept_pays_for_its_length(string document)
    {
        const string Small = "{toys(first:1){nodes{id}}}";
        var first = await LeftAsync(Small);
        var second = await LeftAsync(Small);
        var third = await LeftAsync(document);
        Assert.InRange(second - third - (first - second), (document.Length / 256) - 2, (document.Length / 256) + 2);
    }

    private async Task<long> LeftAsync(string query)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
        using var response = await host.Client.PostAsync(new Uri("", UriKind.Relative), content, Stop);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop)).RootElement;
        return answer.GetProperty("extensions").GetProperty("cost").GetProperty("remaining").GetInt64();
    }

    [Theory]
    [InlineData("fffffffff\r\n")]
    [InlineData("ffffffffffffffffffffffff\r\n")]
    [InlineData("zz\r\n")]
    [InlineData("2\r\n{}XX")]
    [InlineData("-1\r\n")]
    public async Task A_broken_chunk_is_malformed_and_no_error_of_ours(string chunk)
    {
        var before = host.Logs.Errors.Count;
        var answer = await RawAsync(host.Url, $"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("REQUEST_MALFORMED", answer, StringComparison.Ordinal);
        await RawAsync(host.Url, $"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{", leave: true);
        await Task.Delay(200, Stop);
        Assert.Equal(host.Logs.Errors.Skip(before), []);
    }

    [Theory]
    [InlineData("/graphql", "application/json", false)]
    [InlineData("/connect/token", "application/x-www-form-urlencoded", false)]
    [InlineData("/webhooks/payments/sandbox", "application/json", false)]
    [InlineData("/sandbox/authenticate/ord_00000000000000000000000000", "application/x-www-form-urlencoded", false)]
    [InlineData("/imports", "application/octet-stream", true)]
    public async Task Every_door_that_reads_a_body_says_so(string path, string type, bool authorized)
    {
        var token = authorized ? $"Authorization: Bearer {_shop.Refurbisher}\r\n" : "";
        var answer = await RawAsync(
            server.Http.BaseAddress!, $"POST {path} HTTP/1.1\r\nHost: x\r\n{token}Content-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n");
        Assert.Matches(@"\AHTTP/1\.1 4\d\d ", answer);
    }

    [Theory]
    [InlineData("""{"query":"{paymentMethods}","query":"{nope}"}""")]
    [InlineData("""{"query":"query($f:String){searchListings(text:$f){totalCount}}","variables":{"f":"a","f":"b"}}""")]
    [InlineData("""{"query":"{paymentMethods}","extensions":{"persistedQuery":{"version":99,"sha256Hash":"ab"}}}""")]
    public async Task What_is_said_twice_or_in_an_unknown_version_is_malformed(string body)
    {
        var (status, text) = await PostAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, "REQUEST_MALFORMED"), (status, JsonDocument.Parse(text).RootElement.Fault()));
    }

    [Fact]
    public async Task Two_queries_in_one_address_are_malformed()
    {
        using var response = await server.Http.GetAsync(new Uri("/graphql?query={paymentMethods}&query={paymentMethods}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("identity", HttpStatusCode.OK)]
    public async Task A_body_in_an_encoding_that_is_not_known_is_415(string encoding, HttpStatusCode status)
    {
        using var content = new StringContent("""{"query":"{paymentMethods}"}""", Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add(encoding);
        using var response = await server.Http.PostAsync(new Uri("/graphql", UriKind.Relative), content, Stop);
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("WyJvcGVyYXRvcnMiLCIiLCJcdTAwMDAiLCIwMWEyMjQ1Zi0wYzUwLTcyMWItOTY4Mi02OTJhZTNmNTlmY2MiXQ")]
    [InlineData("WyJvcGVyYXRvcnMiLCIiLCJcdWQ4MDAiLCIwMWEyMjQ1Zi0wYzUwLTcyMWItOTY4Mi02OTJhZTNmNTlmY2MiXQ")]
    public async Task A_cursor_that_hides_what_no_text_may_hold_is_no_cursor(string cursor) =>
        Assert.Equal("CURSOR_INVALID", (await server.GraphQLAsync($"{{ operators(after: \"{cursor}\") {{ nodes {{ id }} }} }}")).Fault());

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await server.Http.PostAsync(new Uri("/graphql", UriKind.Relative), content, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Sends bytes as they are and gives what comes until the server closes or has nothing more to say.</summary>
    private static async Task<string> RawAsync(Uri address, string request, bool leave = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Stop);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Stop);
        if (leave)
        {
            client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
            return "";
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(patience.Token);
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, Stop);
        await SendAsync(socket, """{"type":"connection_init"}""");
        Assert.Contains("connection_ack", await ReceiveAsync(socket), StringComparison.Ordinal);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Stop);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), Stop);
        return received.MessageType == WebSocketMessageType.Close ? "" : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
