using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Listings.Waivers;

/// <summary>What auditors do with waivers.</summary>
internal sealed class WaiverMutations
{
    /// <summary>
    /// Waives a block by policy for a listing or an operator's listings, for at most a year; the finding stays. What the law blocks cannot be waived. Refused with
    /// `LISTING_NOT_FOUND`, `OPERATOR_NOT_FOUND`, `LISTING_CLOSED`, `CLAUSE_UNKNOWN`, `CLAUSE_NOT_WAIVABLE`, `WAIVED_ALREADY`, `WAIVER_EVIDENCE_INVALID` or `WAIVER_VALUE_INVALID`.
    /// </summary>
    /// <param name="input">What is waived, why and until when.</param>
    [Allow(Role.Auditor, Scope = WaiverScopes.Write)]
    public static async Task<GrantWaiverPayload> GrantWaiver(GrantWaiverInput input, Caller caller, [FromServices] WaiverService service, CancellationToken cancellationToken) =>
        GrantWaiverPayload.Of(await service.GrantAsync(caller, input, cancellationToken));

    /// <summary>
    /// Ends a waiver at once; a listing that it kept on the shelf comes off it. Refused with `WAIVER_NOT_FOUND`, `WAIVER_ENDED` or `WAIVER_VALUE_INVALID`.
    /// </summary>
    /// <param name="input">Which waiver.</param>
    [Allow(Role.Auditor, Role.Platform, Scope = WaiverScopes.Write)]
    public static async Task<EndWaiverPayload> EndWaiver(EndWaiverInput input, Caller caller, [FromServices] WaiverService service, CancellationToken cancellationToken) =>
        EndWaiverPayload.Of(await service.EndAsync(caller, input, cancellationToken));
}
