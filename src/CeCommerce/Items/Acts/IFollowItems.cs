using CeCommerce.Platform;

namespace CeCommerce.Items.Acts;

/// <summary>Whoever depends on what is known of an item. Called in the transaction of the change, which the caller saves.</summary>
internal interface IFollowItems
{
    /// <param name="why">Stands in the history of what changes with it.</param>
    Task ChangedAsync(Caller caller, Item item, string why, DateTimeOffset now, CancellationToken cancellationToken);
}
