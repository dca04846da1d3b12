using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Saved;

/// <summary>Reading what consumers have saved.</summary>
internal sealed class SavedMethodQueries
{
    private static readonly Keyset<SavedMethod> Newest = Keyset.For<SavedMethod>("saved-payment-methods").Descending(x => x.Id);

    /// <summary>The caller's own saved means of payment, newest first.</summary>
    /// <param name="state">Only those in this state, e.g. `USABLE`.</param>
    [Allow(Role.Consumer, Scope = SavedMethodScopes.Read)]
    public static Task<Page<SavedMethod>> SavedPaymentMethods(
        SavedMethodState? state, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(
            database.Set<SavedMethod>().AsNoTracking().OwnedBy(caller).Where(x => state == null || x.State == state), page, Cursor.Fingerprint(state), cancellationToken);

    /// <summary>What the app shows before it asks to save a means of payment for these purposes.</summary>
    /// <param name="purposes">For what it wants to charge while the consumer is away; none: only when they pay themselves.</param>
    [Allow(Role.Consumer, Scope = SavedMethodScopes.Read)]
    public static SavingTerms SavingTerms(IReadOnlyList<OffSessionPurpose> purposes) => Saved.SavingTerms.Of(purposes);
}
