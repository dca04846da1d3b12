using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>What Stripe's errors mean to us; the only place that reads them.</summary>
internal static class StripeFaults
{
    /// <summary>The answer of Stripe, where it gave one that stands; throws <see cref="PaymentGatewayUnavailable"/> where it is unknown what it did.</summary>
    public static async Task<StripeAnswer<T>> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new(await ask(), null, null);
        }
        catch (StripeException refused) when (IsRefusal(refused))
        {
            return new(null, CodeOf(refused.StripeError), refused.StripeError.PaymentIntent);
        }
        catch (StripeException unknown)
        {
            throw new PaymentGatewayUnavailable($"Stripe answered {(int)unknown.HttpStatusCode} {unknown.StripeError?.Code ?? unknown.StripeError?.Type}.", unknown);
        }
        catch (Exception lost) when (lost is HttpRequestException or TimeoutRejectedException or BrokenCircuitException || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PaymentGatewayUnavailable("Stripe could not be reached.", lost);
        }
    }

    /// <summary>A code that partners can react on; the sentence beside it may name people and stays here.</summary>
    public static string? CodeOf(StripeError? error) => error is null ? null : error.DeclineCode ?? error.Code ?? error.Type ?? "refused";

    /// <summary>A wrong key, too many requests, and a request of the same key that still runs say nothing about the payment.</summary>
    private static bool IsRefusal(StripeException error) => error is
    {
        StripeError: { Code: not ("rate_limit" or "lock_timeout" or "idempotency_key_in_use") },
        HttpStatusCode: HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound,
    };
}

/// <summary>Either what was asked for, or why not.</summary>
/// <param name="Refusal">Stripe's code.</param>
/// <param name="Intent">The intent as the refusal left it, where it tells.</param>
internal sealed record StripeAnswer<T>(T? Value, string? Refusal, PaymentIntent? Intent)
    where T : class;
