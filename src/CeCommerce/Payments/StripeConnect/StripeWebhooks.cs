using System.Text.Json;
using CeCommerce.Payments.Connect;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>Webhooks of Stripe: which object there is news about; everything else is read at Stripe itself.</summary>
internal sealed class StripeWebhooks(StripeSettings settings, PayoutAccounts accounts, TimeProvider clock) : IPaymentWebhooks
{
    public string Gateway => StripeGateway.Called;

    public int BodyLimit => 512 * 1024;

    public bool? IsLive => settings.IsLive;

    public Task<bool> KnowsAsync(string account, CancellationToken cancellationToken) => accounts.KnowsAsync(Gateway, account, cancellationToken);

    public bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        StripeSignature.Verify(settings.WebhookSecrets, clock.GetUtcNow(), headers[StripeSignature.Header], body);

    public WebhookNotice? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static WebhookNotice? Read(JsonElement root)
    {
        var (id, kind) = (Text(root, "id"), Text(root, "type"));
        var about = Child(Child(root, "data"), "object");
        return id is null || kind is null || Text(about, "object") is null
            ? null
            : new(id, kind, ReferenceOf(about) ?? "-", Text(root, "account")) { IsLive = Child(root, "livemode").ValueKind == JsonValueKind.True };
    }

    /// <summary>What we wrote on it, else the intent that it belongs to, of money that came its payer, else what it is itself.</summary>
    private static string? ReferenceOf(JsonElement about) =>
        Text(Child(about, "metadata"), StripeGateway.KeyOfReference)
        ?? (Text(about, "object") == "payout" ? Text(Child(about, "metadata"), StripeTransfers.KeyOfPayout) : null)
        ?? Text(about, "payment_intent")
        ?? (Text(about, "object") is "cash_balance" or "customer_cash_balance_transaction" ? Text(about, "customer") : null)
        ?? Text(about, "id");

    private static JsonElement Child(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement of, string name) => Child(of, name) is { ValueKind: JsonValueKind.String } text && WebhookNotice.IsName(text.GetString()) ? text.GetString() : null;
}
