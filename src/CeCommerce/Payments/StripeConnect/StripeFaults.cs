using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>What Stripe's errors mean to us; the only place that reads them.</summary>
internal static class StripeFaults
{
    /// <summary>What Stripe answered; where it did not, it is unknown what it did.</summary>
    public static async Task<StripeAnswer<T>> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new(await ask());
        }
        catch (StripeException refused) when (IsRefusal(refused))
        {
            return new(null) { Refusal = CodeOf(refused.StripeError) };
        }
        catch (StripeException fault)
        {
            return new(null)
            {
                Unknown = new($"Stripe answered {(int)fault.HttpStatusCode} {fault.StripeError?.Code ?? fault.StripeError?.Type}.", fault),
                IsSpent = (int)fault.HttpStatusCode >= 500 && fault.StripeResponse?.Headers?.Contains("Idempotent-Replayed") == true,
            };
        }
        catch (Exception lost) when (lost is HttpRequestException or TimeoutRejectedException or BrokenCircuitException || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(null) { Unknown = new("Stripe could not be reached.", lost) };
        }
    }

    /// <summary>A code that partners can react on; the sentence beside it may name people and stays here.</summary>
    public static string? CodeOf(StripeError? error) => error is null ? null : error.DeclineCode ?? error.Code ?? error.Type ?? "refused";

    /// <summary>A wrong key, too many requests, a request of the same key that still runs, and one that had other content say nothing about the payment.</summary>
    private static bool IsRefusal(StripeException error) => error is
    {
        StripeError: { Code: not ("rate_limit" or "lock_timeout" or "idempotency_key_in_use"), Type: not "idempotency_error" },
        HttpStatusCode: HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound,
    };
}

/// <summary>What was asked for; or, where that is null, either why not or that nobody knows.</summary>
internal sealed record StripeAnswer<T>(T? Value)
    where T : class
{
    /// <summary>Stripe's code.</summary>
    public string? Refusal { get; init; }

    /// <summary>It may have been done or not, and a repetition under the same key may say no more.</summary>
    public PaymentGatewayUnavailable? Unknown { get; init; }

    /// <summary>Stripe gives an error of its own again: the request with this key has ended, and nothing more will be done under it for a day.</summary>
    public bool IsSpent { get; init; }

    /// <summary>Null when it was refused.</summary>
    public T? Known => Unknown is null ? Value : throw Unknown;
}
