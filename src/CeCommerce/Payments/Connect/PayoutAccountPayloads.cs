using CeCommerce.Platform;

namespace CeCommerce.Payments.Connect;

/// <summary>An operator's account, and where its staff go on.</summary>
/// <param name="PayoutAccount">As the processor told it a moment ago; null when refused.</param>
/// <param name="Onboarding">Null when refused, and for an account that the processor has ended.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record OpenPayoutAccountPayload(PayoutAccount? PayoutAccount, PayoutOnboarding? Onboarding, IReadOnlyList<IUserError> Errors)
{
    internal static OpenPayoutAccountPayload Of(Outcome<OnboardedAccount> outcome) => outcome.Try(out var done, out var error) ? new(done.Account, done.Onboarding, []) : new(null, null, [error]);
}

/// <summary>An operator's account, and where its staff go on.</summary>
/// <param name="PayoutAccount">As the processor told it a moment ago; null when refused.</param>
/// <param name="Onboarding">Null when refused, and for an account that the processor has ended.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record RenewPayoutOnboardingPayload(PayoutAccount? PayoutAccount, PayoutOnboarding? Onboarding, IReadOnlyList<IUserError> Errors)
{
    internal static RenewPayoutOnboardingPayload Of(Outcome<OnboardedAccount> outcome) => outcome.Try(out var done, out var error) ? new(done.Account, done.Onboarding, []) : new(null, null, [error]);
}
