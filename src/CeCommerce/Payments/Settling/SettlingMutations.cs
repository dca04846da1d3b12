using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Payments.Settling;

/// <summary>What the platform settles with operators.</summary>
internal sealed class SettlingMutations
{
    /// <summary>
    /// Sets how the platform settles with an operator from a moment on: who bears what it cannot give back, which fees are charged on, and when it is paid. What was posted before keeps the terms
    /// of then. Until there are any, the operator is liable and nothing is paid by itself. Refused with `OPERATOR_NOT_FOUND`, `SETTLEMENT_VALUE_INVALID` or `SETTLEMENT_BUSY`.
    /// </summary>
    /// <param name="input">The terms.</param>
    [Allow(Role.Platform, Scope = SettlingScopes.Write)]
    public static async Task<SetSettlementTermsPayload> SetSettlementTerms(SetSettlementTermsInput input, Caller caller, [FromServices] SettlingService service, CancellationToken cancellationToken) =>
        SetSettlementTermsPayload.Of(await service.SetAsync(caller, input, cancellationToken));

    /// <summary>
    /// Pays an operator now, whatever its schedule: all that it can be paid in yen. The processor hears of it within moments. Refused with `OPERATOR_NOT_FOUND`, `NOTHING_TO_PAY_OUT`,
    /// `PAYOUT_ACCOUNT_MISSING` or `SETTLEMENT_BUSY`.
    /// </summary>
    /// <param name="input">Who is to be paid.</param>
    [Allow(Role.Platform, Scope = SettlingScopes.Write)]
    public static async Task<MakePayoutPayload> MakePayout(MakePayoutInput input, Caller caller, [FromServices] SettlingService service, CancellationToken cancellationToken) =>
        MakePayoutPayload.Of(await service.PayAsync(caller, input, cancellationToken));
}
