using System.Text;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>
/// Answers by idempotency key, each account's own. Stripe promises to keep them for a day and no longer, so they are forgotten then;
/// what was refused before an endpoint began is not kept.
/// </summary>
internal sealed class StripeIdempotency(TimeProvider clock)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    private readonly Dictionary<(string?, string), Kept> _kept = [];

    /// <summary>The first answer to this key, or that of the work; whether it was given before.</summary>
    public (StripeAnswer Answer, bool IsReplayed) Once(StripeCall call, byte[] body, Func<(StripeAnswer Answer, bool IsKept)> work)
    {
        if (call.IdempotencyKey is not { } key || call.Method == "GET")
        {
            return (work().Answer, false);
        }

        var (request, now) = ($"{call.Method} {call.Path}\n{Encoding.UTF8.GetString(body)}", clock.GetUtcNow());
        if (_kept.TryGetValue((call.Account, key), out var kept) && now - kept.At < s_kept)
        {
            return kept.Request == request ? (kept.Answer, true) : (Reused(key).Answer(), false);
        }

        var (answer, isKept) = work();
        if (isKept)
        {
            _kept[(call.Account, key)] = new(request, answer, now);
        }

        return (answer, false);
    }

    /// <summary>Keeps another answer than the one that the work had.</summary>
    public void Replace(StripeCall call, StripeAnswer answer)
    {
        if (call.IdempotencyKey is { } key && _kept.TryGetValue((call.Account, key), out var kept))
        {
            _kept[(call.Account, key)] = kept with { Answer = answer };
        }
    }

    private static StripeRefusal Reused(string key) =>
        new(400, null, $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.")
        {
            Type = "idempotency_error",
        };

    private sealed record Kept(string Request, StripeAnswer Answer, DateTimeOffset At);
}
