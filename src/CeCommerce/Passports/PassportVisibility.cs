using CeCommerce.Items;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Passports;

/// <summary>A unit that was never offered is its operator's business; once it was, its history is public.</summary>
internal static class PassportVisibility
{
    public static bool IsVisibleTo(this Passport passport, Caller caller) =>
        passport.Status == PassportStatus.Active || caller.SeesInside(passport.OperatorId.Value, ItemScopes.Read);

    public static IQueryable<Passport> VisibleTo(this IQueryable<Passport> passports, CommerceDatabase database, Caller caller)
    {
        if (!caller.Scopes.Contains(ItemScopes.Read))
        {
            return passports.Where(x => x.Status == PassportStatus.Active);
        }

        var items = ItemVisibility.VisibleTo(database.Set<Item>(), caller);
        return passports.Where(x => x.Status == PassportStatus.Active || items.Any(item => item.Id == x.ItemId));
    }
}
