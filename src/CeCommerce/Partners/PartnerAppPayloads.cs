using CeCommerce.Platform;

namespace CeCommerce.Partners;

/// <summary>The app with its secret, or why there is none.</summary>
/// <param name="PartnerApp">The app; null when it was refused.</param>
/// <param name="ClientSecret">The `client_secret` for the token endpoint. Shown in this answer and never again.</param>
/// <param name="Errors">Why it was refused; empty when it was not.</param>
internal sealed record PartnerAppSecretPayload(PartnerApp? PartnerApp, string? ClientSecret, IReadOnlyList<IUserError> Errors)
{
    internal static PartnerAppSecretPayload Of(Outcome<IssuedPartnerApp> outcome) =>
        outcome.Try(out var issued, out var error) ? new(issued.App, issued.Secret, []) : new(null, null, [error]);
}

/// <summary>The revoked app, or why it was not revoked.</summary>
/// <param name="PartnerApp">The app; null when it was refused.</param>
/// <param name="Errors">Why it was refused; empty when it was not.</param>
internal sealed record RevokePartnerAppPayload(PartnerApp? PartnerApp, IReadOnlyList<IUserError> Errors)
{
    internal static RevokePartnerAppPayload Of(Outcome<PartnerApp> outcome) =>
        outcome.Try(out var app, out var error) ? new(app, []) : new(null, [error]);
}
