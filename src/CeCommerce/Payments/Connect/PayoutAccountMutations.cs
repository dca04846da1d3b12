using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Payments.Connect;

internal sealed class PayoutAccountMutations
{
    /// <summary>
    /// Opens the operator's account at the payment processor, or goes on with the one that it has, and gives the processor's page on which its staff say what it wants to know. An operator that the
    /// processor does not pay cannot sell. Refused with `OPERATOR_NOT_FOUND`, `RETURN_PAGE_INVALID`, `OPERATOR_CHANGED_MEANWHILE` or `PAYOUT_PROCESSOR_UNAVAILABLE`.
    /// </summary>
    /// <param name="input">Whose.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<OpenPayoutAccountPayload> OpenPayoutAccount(
        OpenPayoutAccountInput input, Caller caller, [FromServices] OnboardingService onboarding, CancellationToken cancellationToken) =>
        OpenPayoutAccountPayload.Of(await onboarding.OpenAsync(caller, input, cancellationToken));

    /// <summary>
    /// Gives another page of the processor for an account that is there, since each is for one visit and a few minutes. Refused with `PAYOUT_ACCOUNT_NOT_FOUND`, `RETURN_PAGE_INVALID` or
    /// `PAYOUT_PROCESSOR_UNAVAILABLE`.
    /// </summary>
    /// <param name="input">Which.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<RenewPayoutOnboardingPayload> RenewPayoutOnboarding(
        RenewPayoutOnboardingInput input, Caller caller, [FromServices] OnboardingService onboarding, CancellationToken cancellationToken) =>
        RenewPayoutOnboardingPayload.Of(await onboarding.RenewAsync(caller, input, cancellationToken));
}
