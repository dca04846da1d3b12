using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Agency;

/// <summary>What was set of the platform, or why it was not.</summary>
/// <param name="PlatformIssuer">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record SetPlatformIssuerPayload(PlatformIssuer? PlatformIssuer, IReadOnlyList<IUserError> Errors)
{
    internal static SetPlatformIssuerPayload Of(Outcome<PlatformIssuer> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>Whose registration was told, or why it was not.</summary>
/// <param name="Operator">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record NotifyInvoiceRegistrationPayload(Operator? Operator, IReadOnlyList<IUserError> Errors)
{
    internal static NotifyInvoiceRegistrationPayload Of(Outcome<Operator> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>Whose notice was taken back, or why it was not.</summary>
/// <param name="Operator">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record RevokeInvoiceRegistrationPayload(Operator? Operator, IReadOnlyList<IUserError> Errors)
{
    internal static RevokeInvoiceRegistrationPayload Of(Outcome<Operator> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
