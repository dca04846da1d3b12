using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Events: what happened, told in signed notes.</content>
public sealed partial class StripeStandIn
{
    /// <summary>With which notes are signed unless another secret is named.</summary>
    public const string WebhookSecret = "whsec_standin";

    public const string WebhookAddress = "webhooks/payments/stripe";

    private readonly List<JsonObject> _events = [];

    /// <summary>What happened so far, the oldest first; each note shows its object as it was then.</summary>
    public IReadOnlyList<JsonObject> Events => Locked(() => _events.ToList());

    /// <summary>The value of the header <c>Stripe-Signature</c>.</summary>
    public static string Sign(string body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    /// <summary>A note as it is posted, signed now.</summary>
    public HttpRequestMessage Signed(JsonObject note, string secret = WebhookSecret, string address = WebhookAddress)
    {
        var body = note.ToJsonString();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.RelativeOrAbsolute)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Stripe-Signature", Sign(body, secret, Clock.GetUtcNow()));
        return request;
    }

    /// <summary>Posts one note to the server that the client talks to.</summary>
    public async Task<HttpResponseMessage> DeliverAsync(HttpClient server, JsonObject note, string secret = WebhookSecret, string address = WebhookAddress)
    {
        using var request = Signed(note, secret, address);
        return await server.SendAsync(request);
    }

    /// <summary>Posts the notes since a place in <see cref="Events"/>, in their order, each of which must be taken.</summary>
    public async Task DeliverSinceAsync(HttpClient server, int first, string secret = WebhookSecret, string address = WebhookAddress)
    {
        foreach (var note in Events.Skip(first))
        {
            using var answer = await DeliverAsync(server, note, secret, address);
            Assert.True(answer.IsSuccessStatusCode, $"{note.Text("type")}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private void RouteEvents()
    {
        Route("GET", "/v1/events", call => _objects.Page(call, _objects.All("event", call.Account).Where(note => Asks(call, note.Text("type")!))));
        Route("GET", "/v1/events/*", call => _objects.Get("event", call.Ids[0], call.Account));
        Route("POST", "/v1/webhook_endpoints", CreateEndpoint);
        Route("GET", "/v1/webhook_endpoints", call => _objects.Page(call, _objects.All("webhook_endpoint")));
        Route("GET", "/v1/webhook_endpoints/*", call => _objects.Get("webhook_endpoint", call.Ids[0]));
        Route("POST", "/v1/webhook_endpoints/*", call => Change(_objects.Get("webhook_endpoint", call.Ids[0]), call, "url", "enabled_events", "description"));
        Route("DELETE", "/v1/webhook_endpoints/*", call => Delete(_objects.Get("webhook_endpoint", call.Ids[0])));
    }

    /// <summary>Whether a list of events is asked for this type: <c>type=a</c>, <c>type=a.*</c> or <c>types[]=a</c>.</summary>
    private static bool Asks(StripeCall call, string type)
    {
        string[] wanted = [.. (call.Form["types"] as JsonArray ?? []).Select(one => one!.ToString()), .. call["type"] is { } one ? [one] : Array.Empty<string>()];
        return wanted is [] || wanted.Any(one => one == type || (one.EndsWith('*') && type.StartsWith(one[..^1], StringComparison.Ordinal)));
    }

    private JsonObject CreateEndpoint(StripeCall call)
    {
        var made = _objects.Add("we", "webhook_endpoint", new()
        {
            ["api_version"] = call["api_version"],
            ["application"] = null,
            ["description"] = call["description"],
            ["enabled_events"] = Copy(call.Form["enabled_events"]),
            ["metadata"] = Metadata(call),
            ["status"] = "enabled",
            ["url"] = call.Required("url"),
        });
        var shown = made.DeepClone().AsObject();
        shown["secret"] = WebhookSecret;
        return shown;
    }

    private void Tell(string type, JsonObject about, string? account = null)
    {
        var note = _objects.Add("evt", "event", new()
        {
            ["api_version"] = ApiVersion,
            ["data"] = new JsonObject { ["object"] = about.DeepClone() },
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        }, account);
        if (account is not null)
        {
            note["account"] = account;
        }

        _events.Add(note.DeepClone().AsObject());
    }

    private JsonObject Delete(JsonObject thing)
    {
        _objects.Forget(thing);
        return new() { ["id"] = thing.Text("id"), ["object"] = thing.Text("object"), ["deleted"] = true };
    }

    private static JsonObject Metadata(StripeCall call) => call.Form["metadata"] is JsonObject given ? given.DeepClone().AsObject() : [];

    /// <summary>Takes over the fields that the request names; metadata is merged, an empty value takes away.</summary>
    private static JsonObject Change(JsonObject thing, StripeCall call, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (call.Form[field] is { } value)
            {
                thing[field] = value.DeepClone();
            }
        }

        foreach (var (name, value) in Metadata(call))
        {
            var metadata = thing["metadata"]!.AsObject();
            metadata.Remove(name);
            if (value.Text() is { } text)
            {
                metadata[name] = text;
            }
        }

        return thing;
    }
}
