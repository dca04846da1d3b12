using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Invoices.Agency;

/// <summary>Who issues whose documents.</summary>
internal sealed class AgencyMutations
{
    /// <summary>
    /// Sets who runs the platform, as it stands on tax documents, from a day to come on. Refused with `PLATFORM_ISSUER_INVALID`, `PLATFORM_ISSUER_TOO_EARLY`, `PLATFORM_ISSUER_SET` or
    /// `PLATFORM_ISSUER_BUSY`.
    /// </summary>
    /// <param name="input">Who, and from when on.</param>
    [Allow(Role.Platform, Scope = InvoiceScopes.Write)]
    public static async Task<SetPlatformIssuerPayload> SetPlatformIssuer(
        SetPlatformIssuerInput input, Caller caller, [FromServices] PlatformIssuerService service, CancellationToken cancellationToken) =>
        SetPlatformIssuerPayload.Of(await service.SetAsync(caller, input, cancellationToken));

    /// <summary>
    /// Tells the platform that the caller's operator is a registered issuer, so that from a day to come on the platform issues its tax documents in its own name and number (媒介者交付特例). Refused with
    /// `OPERATOR_NOT_FOUND`, `SELLER_NOT_REGISTERED`, `PLATFORM_NOT_REGISTERED`, `REGISTRATION_ALREADY_NOTIFIED`, `REGISTRATION_NOTICE_TOO_EARLY` or `REGISTRATION_NOTICE_BUSY`.
    /// </summary>
    /// <param name="input">From when on.</param>
    [Allow(Role.Operator, Scope = InvoiceScopes.Write)]
    public static async Task<NotifyInvoiceRegistrationPayload> NotifyInvoiceRegistration(
        NotifyInvoiceRegistrationInput input, Caller caller, [FromServices] RegistrationService service, CancellationToken cancellationToken) =>
        NotifyInvoiceRegistrationPayload.Of(await service.NotifyAsync(caller, input, cancellationToken));

    /// <summary>
    /// Takes it back, as an operator must at once when its registration ends (消費税法施行令 70-12(4)): of what is supplied from now on it issues the documents itself. Refused with `OPERATOR_NOT_FOUND`,
    /// `REGISTRATION_NOT_NOTIFIED` or `REGISTRATION_NOTICE_BUSY`.
    /// </summary>
    /// <param name="input">The request.</param>
    [Allow(Role.Operator, Scope = InvoiceScopes.Write)]
    public static async Task<RevokeInvoiceRegistrationPayload> RevokeInvoiceRegistration(
        RevokeInvoiceRegistrationInput input, Caller caller, [FromServices] RegistrationService service, CancellationToken cancellationToken) =>
        RevokeInvoiceRegistrationPayload.Of(await service.RevokeAsync(caller, input, cancellationToken));
}
