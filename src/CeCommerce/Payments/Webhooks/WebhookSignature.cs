using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CeCommerce.Payments.Webhooks;

/// <summary>
/// Signs a webhook's body together with the moment of sending: <c>t=1790000000,v1=</c> and the HMAC-SHA256 of
/// <c>t.body</c> in hex. A signature outside the window is refused, so a recorded delivery cannot be played back later.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "Payment-Signature";
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        string.Create(CultureInfo.InvariantCulture, $"t={at.ToUnixTimeSeconds()},v1={Hash(secret, at.ToUnixTimeSeconds(), body)}");

    public static bool Verify(string secret, DateTimeOffset now, string? signature, ReadOnlySpan<byte> body)
    {
        if (signature?.Split(',') is not [var time, var mac] || !time.StartsWith("t=", StringComparison.Ordinal) || !mac.StartsWith("v1=", StringComparison.Ordinal)
            || !long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        var age = Math.Abs((double)now.ToUnixTimeSeconds() - seconds);
        return age <= Window.TotalSeconds && IsAmong([mac[3..]], secret, seconds, body);
    }

    /// <summary>Whether one of the hashes is that of the body at that moment.</summary>
    public static bool IsAmong(IEnumerable<string> hashes, string secret, long seconds, ReadOnlySpan<byte> body)
    {
        var right = Encoding.ASCII.GetBytes(Hash(secret, seconds, body));
        return hashes.Aggregate(false, (found, hash) => found | CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), right));
    }

    private static string Hash(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
