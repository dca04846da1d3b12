using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Operators.SellerTerms;

internal sealed class TermsMutations
{
    /// <summary>
    /// Accepts the platform's terms for the caller's operator: from then on its contracts say that the platform receives the price on its behalf and that paying it discharges the buyer (代理受領). Refused with
    /// `OPERATOR_NOT_FOUND`, `PLATFORM_TERMS_NOT_CURRENT` or `OPERATOR_CHANGED_MEANWHILE`.
    /// </summary>
    /// <param name="input">Which terms.</param>
    [Allow(Role.Operator, Scope = OperatorScopes.Write)]
    public static async Task<AcceptPlatformTermsPayload> AcceptPlatformTerms(
        AcceptPlatformTermsInput input, Caller caller, [FromServices] TermsService service, CancellationToken cancellationToken) =>
        AcceptPlatformTermsPayload.Of(await service.AcceptAsync(caller, input, cancellationToken));
}
