using CeCommerce.Listings.Waivers;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Listings;

/// <summary>What bears on a verdict beside the listing, its item and its operator.</summary>
/// <param name="Waivers">That may excuse it today.</param>
/// <param name="Recalls">That may concern its unit today.</param>
internal sealed record Circumstances(IReadOnlyList<Waiver> Waivers, KnownRecalls Recalls);
