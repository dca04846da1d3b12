namespace CeCommerce.Items;

/// <summary>An item that live claims keep from others.</summary>
/// <param name="SoldForEver">Whether one of them has no end.</param>
/// <param name="FreeAt">When the last of them ends as far as is known; null when that is not known.</param>
internal sealed record TakenItem(ItemId ItemId, bool SoldForEver, DateTimeOffset? FreeAt);
