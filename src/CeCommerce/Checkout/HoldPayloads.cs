using CeCommerce.Platform;

namespace CeCommerce.Checkout;

/// <summary>What came of it.</summary>
/// <param name="Hold">The hold; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record HoldPayload(Hold? Hold, IReadOnlyList<IUserError> Errors)
{
    internal static HoldPayload Of(Outcome<Hold> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What the buyer is about to agree to.</summary>
/// <param name="Confirmation">To be shown in full on the screen with the last button; null when refused.</param>
/// <param name="Hold">The hold; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record CheckoutPayload(ConfirmationText? Confirmation, Hold? Hold, IReadOnlyList<IUserError> Errors)
{
    internal static CheckoutPayload Of(Outcome<Hold> outcome) => outcome.Try(out var hold, out var error)
        ? new(new ConfirmationText(hold.Confirmation!), hold, [])
        : new(null, null, [error]);
}
