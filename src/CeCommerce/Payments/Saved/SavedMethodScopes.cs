using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Saved;

/// <summary>OAuth scopes for what consumers have saved, which is for them alone.</summary>
internal static class SavedMethodScopes
{
    public const string Read = "payment-methods:read";
    public const string Write = "payment-methods:write";

    public static IServiceCollection AddSavedMethodScopes(this IServiceCollection services) => services.AddScopes(new(Read, Role.Consumer), new(Write, Role.Consumer));

    public static IQueryable<SavedMethod> OwnedBy(this IQueryable<SavedMethod> methods, Caller caller) => PayerOwner.Of(caller) is { } owner
        ? methods.Where(x => x.Payer.ClientId == owner.ClientId && x.Payer.ConsumerId == owner.ConsumerId)
        : methods.Where(_ => false);

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<SavedMethodId, SavedMethod>> NodesAsync(
        IReadOnlyCollection<SavedMethodId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<SavedMethod>().AsNoTracking().OwnedBy(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
}
