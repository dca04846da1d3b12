using CeCommerce.Platform;

namespace CeCommerce.Payments.Saved;

/// <summary>A means of payment that is saved, or about to be.</summary>
/// <param name="SavedPaymentMethod">With what the consumer has to do next; null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record SavePaymentMethodPayload(SavedMethod? SavedPaymentMethod, IReadOnlyList<IUserError> Errors)
{
    internal static SavePaymentMethodPayload Of(Outcome<SavedMethod> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>A means of payment that was removed.</summary>
/// <param name="SavedPaymentMethod">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record RemovePaymentMethodPayload(SavedMethod? SavedPaymentMethod, IReadOnlyList<IUserError> Errors)
{
    internal static RemovePaymentMethodPayload Of(Outcome<SavedMethod> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
