using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Listings.Demo;
using CeCommerce.Platform;

namespace CeCommerce.Orders.Demo;

/// <summary>What has become of one unit of the demo data so far.</summary>
internal sealed class DemoLife(DemoUnit unit, Guid owner)
{
    public DemoUnit Unit => unit;

    public Caller Owner { get; } = Caller.System with { Role = Role.Operator, OperatorId = owner, ClientId = "seed" };

    public ListingId Listing { get; set; }

    public ItemId Item { get; set; }

    /// <summary>The last order of it.</summary>
    public OrderId Order { get; set; }

    /// <summary>How often it was ordered.</summary>
    public int Orders { get; set; }

    /// <summary>Whoever orders it next; buyers are numbers of an app.</summary>
    public Caller Buyer => Caller.System with { Role = Role.Consumer, ClientId = "demo-app", ConsumerId = $"{unit.SourceId}-{Orders}" };

    public string Key(string act) => $"seed-{unit.Owner}-{unit.SourceId}-{act}";
}

/// <summary>What the demo data takes for granted.</summary>
internal static class DemoOutcome
{
    public static T Done<T>(this Outcome<T> outcome, string what)
        where T : notnull => outcome.Try(out var value, out var error)
            ? value
            : throw new InvalidOperationException($"The demo data does not pass its own checks: {what}: {error.Message.En}");
}
