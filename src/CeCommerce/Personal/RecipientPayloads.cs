using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>A recipient that is kept, or why it is not.</summary>
/// <param name="Recipient">Null when refused.</param>
/// <param name="Errors">Everything that is wrong with it; empty when it was saved.</param>
internal sealed record SaveRecipientPayload(Recipient? Recipient, IReadOnlyList<IUserError> Errors)
{
    internal static SaveRecipientPayload Of(Outcome<Recipient> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>That a person was erased, or why not.</summary>
/// <param name="Erasure">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record ErasePersonalDataPayload(PersonalDataErasure? Erasure, IReadOnlyList<IUserError> Errors)
{
    internal static ErasePersonalDataPayload Of(Outcome<PersonalDataErasure> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
