using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Checkout;

internal sealed class HoldMutations
{
    /// <summary>Keeps an item for the caller for some minutes; nobody else can hold or buy it until then.</summary>
    /// <param name="input">Which item.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<HoldPayload> HoldListingAsync(
        HoldListingInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        HoldPayload.Of(await holds.HoldAsync(caller, input.ListingId, input.IdempotencyKey, cancellationToken));

    /// <summary>Adds the time of a hold once.</summary>
    /// <param name="input">Which hold.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<HoldPayload> ExtendHoldAsync(
        ExtendHoldInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        HoldPayload.Of(await holds.ExtendAsync(caller, input.HoldId, input.IdempotencyKey, cancellationToken));

    /// <summary>Lets a held item go at once.</summary>
    /// <param name="input">Which hold.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<HoldPayload> ReleaseHoldAsync(
        ReleaseHoldInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        HoldPayload.Of(await holds.ReleaseAsync(caller, input.HoldId, input.IdempotencyKey, cancellationToken));

    /// <summary>Gives the final confirmation (特定商取引法 12-6) that the app must show before the order, with its digest. `PAYOUTS_NOT_ENABLED` when the seller cannot be paid.</summary>
    /// <param name="input">Which hold.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<CheckoutPayload> CheckoutAsync(
        CheckoutInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        CheckoutPayload.Of(await holds.CheckoutAsync(caller, input.HoldId, input.SubmitLabel, cancellationToken));
}
