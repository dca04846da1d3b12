using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Benchmarks.Paying;

/// <summary>What was asked of <see cref="BareStripe"/>, so that it can be asked again.</summary>
internal sealed record StripeRequest(string Method, string Path, string Body);

/// <summary>Answers what our gateway asks of Stripe about cards at once, in Stripe's shapes: whoever measures against it measures us.</summary>
internal sealed class BareStripe : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_bench";
    private const string SecretKey = "sk_test_bench";
    private const string PublishableKey = "pk_test_bench";
    private const string Form = "application/x-www-form-urlencoded";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Intent> _intents = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StripeRequest> _asked = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });
    private int _made;

    private BareStripe(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>For a server of this process.</summary>
    public StripeSettings Settings => new() { SecretKey = SecretKey, PublishableKey = PublishableKey, WebhookSecrets = [WebhookSecret], Url = Address };

    /// <summary>For a server that is a process of its own, with as many buyers as come.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [StripeSettings.SecretKeyName] = SecretKey,
        [StripeSettings.PublishableKeyName] = PublishableKey,
        [StripeSettings.WebhookSecretsName] = WebhookSecret,
        [StripeSettings.UrlName] = Address,
        ["Checkout__AppHoldLimit"] = "1000000",
    };

    public static async Task<BareStripe> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var stripe = new BareStripe(app);
        await app.StartAsync();
        return stripe;
    }

    /// <summary>The buyer filled in Stripe's form: the card holds the money.</summary>
    public void Hold(string intent) => _intents[intent].Status = "requires_capture";

    /// <summary>When the refund of an intent was asked for, by <see cref="Stopwatch"/>; null while it was not.</summary>
    public long? RefundedAt(string intent) => _intents[intent].RefundedAt;

    /// <summary>What was asked since the last time.</summary>
    public IReadOnlyList<StripeRequest> Take()
    {
        var taken = new List<StripeRequest>();
        while (_asked.TryDequeue(out var request))
        {
            taken.Add(request);
        }

        return taken;
    }

    /// <summary>Asks all of it once more, one after the other.</summary>
    public async Task AskAsync(IEnumerable<StripeRequest> all)
    {
        foreach (var asked in all)
        {
            using var request = new HttpRequestMessage(new(asked.Method), Address + asked.Path);
            request.Content = asked.Body.Length == 0 ? null : new StringContent(asked.Body, Encoding.UTF8, Form);
            request.Headers.Authorization = new("Bearer", SecretKey);
            using var answer = await _http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }
    }

    /// <summary>A signed event about an intent, as Stripe posts it.</summary>
    public HttpRequestMessage Event(Uri server, string type, string intent, DateTimeOffset now)
    {
        var at = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = $$$"""{"id":"evt_{{{Guid.CreateVersion7():N}}}","object":"event","type":"{{{type}}}","livemode":false,"data":{"object":{{{_intents[intent].Json()}}} }}""";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookSecret), Encoding.UTF8.GetBytes($"{at}.{body}")));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/webhooks/payments/stripe")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Stripe-Signature", $"t={at},v1={signature}");
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, at) = (context.Request, Stopwatch.GetTimestamp());
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        _asked.Enqueue(new(request.Method, request.Path + request.QueryString.ToString(), body));
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body);
        var answer = (request.Method, request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("POST", ["v1", "payment_intents"]) => Make(long.Parse(form["amount"]!, CultureInfo.InvariantCulture), form["metadata[reference]"]!, form["metadata[payment]"]!).Json(),
            ("GET", ["v1", "payment_intents", var id]) => Find(id).Json(),
            ("POST", ["v1", "payment_intents", var id, "capture"]) => Find(id).Capture(),
            ("POST", ["v1", "refunds"]) => Find(form["payment_intent"]!).Refund(form["amount"]!, form["metadata[refund]"]!, at),
            _ => null,
        };
        context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer ?? """{"error":{"type":"invalid_request_error","code":"resource_missing","message":"Not known here."}}""");
    }

    private Intent Make(long amount, string reference, string payment)
    {
        var intent = new Intent($"pi_bench{Interlocked.Increment(ref _made)}", amount, reference, payment);
        _intents[intent.Id] = intent;
        return intent;
    }

    /// <summary>One that was never made waits for its buyer, as the rows that a benchmark writes say.</summary>
    private Intent Find(string id) => _intents.GetOrAdd(id, static id => new(id, 1_000, "", ""));

    private sealed class Intent(string id, long amount, string reference, string payment)
    {
        private string _refunds = "";

        public string Id => id;

        public string Status { get; set; } = "requires_payment_method";

        public long? RefundedAt { get; private set; }

        public string Json()
        {
            var charge = Status == "requires_payment_method" ? "null" : $$$"""
                {"id":"ch_{{{id}}}","object":"charge","amount":{{{amount}}},"currency":"jpy","refunded":{{{(_refunds.Length > 0 ? "true" : "false")}}},"payment_method_details":{"type":"card","card":{"brand":"visa"}},"refunds":{"object":"list","has_more":false,"data":[{{{_refunds}}}]}}
                """;
            return $$$"""
                {"id":"{{{id}}}","object":"payment_intent","amount":{{{amount}}},"currency":"jpy","status":"{{{Status}}}","client_secret":"{{{id}}}_secret_x","created":1795132800,"livemode":false,"metadata":{"reference":"{{{reference}}}","payment":"{{{payment}}}"},"latest_charge":{{{charge}}} }
                """;
        }

        public string Capture()
        {
            Status = "succeeded";
            return Json();
        }

        public string Refund(string part, string key, long at)
        {
            RefundedAt ??= at;
            _refunds = $$$"""{"id":"re_{{{id}}}","object":"refund","amount":{{{part}}},"currency":"jpy","status":"succeeded","metadata":{"reference":"{{{reference}}}","payment":"{{{payment}}}","refund":"{{{key}}}"}}""";
            return _refunds;
        }
    }
}
