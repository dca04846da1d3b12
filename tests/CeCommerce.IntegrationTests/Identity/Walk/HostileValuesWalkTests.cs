using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>Puts values of every wrong kind, of any length and with every strange character into every place of the schema that takes one.</summary>
public sealed partial class HostileValuesWalkTests(WalkServer started) : IClassFixture<WalkServer>
{
    private static readonly string[] InnerNames = ["System.", "CeCommerce.", "GraphQL.", "Npgsql", "`1", "Int32", "HoldId"];

    private static readonly string[] WrongKinds = ["7", "-1", "12345678901234567890", "1.5", "\"x\"", "\"\"", "true", "null", "[[1]]", "[]", "{}", "{\"a\":1}"];

    private readonly Shop _shop = new(started.Server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_of_the_wrong_kind_is_refused_in_words_of_the_schema(bool literal)
    {
        var slots = await SlotsAsync();
        var token = TokenOf(Role.Platform);
        await TryAsync(slots, slots.All.SelectMany(slot => WrongKinds.Select(kind => (slot, Json: literal ? AsLiteral(kind) : kind))), literal, token);
        await TryAsync(slots, slots.All.Where(slot => literal).Select(slot => (slot, "NO_SUCH_CHOICE")), literal, token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_number_is_no_identifier_of_ours_anywhere(bool literal)
    {
        var slots = await SlotsAsync();
        var found = new List<string>();
        foreach (var slot in slots.All.Where(slot => slot.Type.Named.Name == "ID"))
        {
            var codes = new HashSet<string>(StringComparer.Ordinal);
            foreach (var role in (Role[])[Role.Platform, Role.Refurbisher, Role.Consumer])
            {
                var answer = await SendAsync(slots.Request(slot, "0", literal), TokenOf(role), slot.Operation == "subscription");
                codes.UnionWith(CodesOf(answer));
            }

            // An app's operator is text until its rules are looked at.
            var refusal = slot.Field.Name == "registerPartnerApp" ? "PARTNER_APP_OPERATOR_MISSING" : "INVALID_ID";
            if (!codes.Contains(refusal) || codes.Except([refusal, "FORBIDDEN"]).Any())
            {
                found.Add($"{slot}: {string.Join(", ", codes)}");
            }
        }

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(Role.Platform)]
    [InlineData(Role.Refurbisher)]
    [InlineData(Role.Consumer)]
    public async Task No_answer_repeats_a_long_value(Role role)
    {
        var slots = await SlotsAsync();
        var text = new string('9', 100_000);
        await TryAsync(slots, slots.All.Where(IsLeaf).SelectMany(slot => (IEnumerable<(InputSlot, string)>)[(slot, text), (slot, $"\"{text}\"")]), literal: false, TokenOf(role));
        var shorter = new string('9', 20_000);
        await TryAsync(slots, slots.All.Where(IsLeaf).SelectMany(slot => (IEnumerable<(InputSlot, string)>)[(slot, shorter), (slot, $"\"{shorter}\"")]), literal: true, TokenOf(role));
    }

    [Theory]
    [InlineData(Role.Platform)]
    [InlineData(Role.Refurbisher)]
    [InlineData(Role.Consumer)]
    public async Task No_character_is_a_fault_of_ours(Role role)
    {
        var slots = await SlotsAsync();
        string[] texts = ["\\uFFFE", "Ａ\\uFFFE", "\\uFFFF", "\\u0000", "Ａ\\u0000", "\\ud800", "a\\udc00", "\\u0001", "\\u001f", "\\u007f", "\\u0085", "\\u200e\\u202e", "\\ufdd0"];
        await TryAsync(slots, slots.All.Where(IsLeaf).SelectMany(slot => texts.Select(text => (slot, $"\"{text}\""))), literal: false, TokenOf(role));
    }

    private static bool IsLeaf(InputSlot slot) => slot.Type.Named.Kind is "SCALAR" or "ENUM";

    private async Task TryAsync(InputSlots slots, IEnumerable<(InputSlot Slot, string Json)> values, bool literal, string token)
    {
        var found = new List<string>();
        foreach (var (slot, json) in values)
        {
            var answer = await SendAsync(slots.Request(slot, json, literal), token, slot.Operation == "subscription");
            if (Refusal().Match(answer) is { Success: true } refused)
            {
                answer = await SendAsync(slots.Request(slot, json, literal, refused.Groups[1].Value), token, stream: false);
            }

            var wrong = Array.Find(["INTERNAL", "RATE_LIMITED"], CodesOf(answer).Contains) is { } code ? code
                : Array.Find(InnerNames, name => answer.Contains(name, StringComparison.Ordinal)) is { } name ? $"says {name}"
                : answer.Length > 12_000 ? $"{answer.Length} characters"
                : answer.Contains(new string('9', 65), StringComparison.Ordinal) ? "repeats the value"
                : null;
            if (wrong is not null)
            {
                found.Add($"{slot} = {json[..Math.Min(20, json.Length)]}: {wrong}: {answer[..Math.Min(300, answer.Length)]}");
            }
        }

        Assert.True(found.Count == 0, $"{found.Count}:\n{string.Join('\n', found.Take(40))}");
    }

    private async Task<string> SendAsync(string body, string token, bool stream)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd("en");
        if (stream)
        {
            request.Headers.Accept.ParseAdd("text/event-stream");
        }

        using var response = await started.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        if (!stream)
        {
            return await response.Content.ReadAsStringAsync(Stop);
        }

        // A subscription that was taken says nothing until something happens.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMilliseconds(400));
        try
        {
            return await response.Content.ReadAsStringAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return "";
        }
    }

    private static IEnumerable<string> CodesOf(string answer)
    {
        var json = answer.Contains("data: {", StringComparison.Ordinal) ? answer[(answer.IndexOf("data: {", StringComparison.Ordinal) + 6)..].Split('\n')[0] : answer;
        return json.StartsWith('{') || json.StartsWith(" {", StringComparison.Ordinal) ? new Answer(JsonDocument.Parse(json).RootElement).Codes : [];
    }

    /// <summary>The kind of the first error in a payload.</summary>
    [GeneratedRegex("\"errors\":\\[\\{\"__typename\":\"(?<kind>\\w+)\"", RegexOptions.None, 1000)]
    private static partial Regex Refusal();

    private static string AsLiteral(string json) => json.Replace("\"a\":", "a:", StringComparison.Ordinal);

    private string TokenOf(Role role) => role switch
    {
        Role.Consumer => _shop.Token(role, consumer: string.Create(CultureInfo.InvariantCulture, $"walker-{Guid.CreateVersion7():N}")),
        Role.Refurbisher => _shop.Token(role, DemoOperators.Refurbisher),
        _ => _shop.Token(role),
    };

    private async Task<InputSlots> SlotsAsync() => new(
        await SchemaShape.ReadAsync((document, token) => started.Server.GraphQLAsync(document, token: token), null),
        [.. (await ForeignThings.MakeAsync(_shop, $"walker-{Guid.CreateVersion7():N}")).Select(thing => thing.Id)]);
}
