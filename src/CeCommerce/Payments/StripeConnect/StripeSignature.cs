using System.Globalization;
using CeCommerce.Payments.Webhooks;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>Stripe's signature of a webhook: <c>t=1790000000,v1=…,v1=…,v0=…</c>; while a secret is changed there are several, and one that fits is enough.</summary>
internal static class StripeSignature
{
    public const string Header = "Stripe-Signature";

    public static bool Verify(IEnumerable<string> secrets, DateTimeOffset now, string? header, ReadOnlySpan<byte> body)
    {
        string[][] parts = [.. (header ?? "").Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2)];
        if (!long.TryParse(parts.FirstOrDefault(part => part[0] == "t")?[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > WebhookSignature.Window.TotalSeconds)
        {
            return false;
        }

        string[] given = [.. parts.Where(part => part[0] == "v1").Select(part => part[1])];
        foreach (var secret in secrets)
        {
            if (WebhookSignature.IsAmong(given, secret, seconds, body))
            {
                return true;
            }
        }

        return false;
    }
}
