using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Shipments;

/// <summary>What was told of the way of many orders, in one statement.</summary>
internal sealed class ShipmentsOfOrders(CommerceDatabase database) : BatchLoader<OrderId, IReadOnlyList<Shipment>>
{
    protected override async Task<IReadOnlyDictionary<OrderId, IReadOnlyList<Shipment>>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation)
    {
        var told = (await database.Set<Shipment>().AsNoTracking().Where(shipment => keys.Contains(shipment.OrderId)).OrderBy(shipment => shipment.Number).ToListAsync(cancellation))
            .ToLookup(shipment => shipment.OrderId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<Shipment>)[.. told[key]]);
    }
}

internal sealed class ShipmentGraphType : ObjectGraphType<Shipment>
{
    public ShipmentGraphType()
    {
        Name = "Shipment";
        Description = "With whom and under which number an order is on its way.";
        Field(x => x.Number).Description("From 1, in the order in which they were told.");
        Field(x => x.Carrier, nullable: true).Description("Who carries it; null when given by hand or not told.");
        Field(x => x.TrackingNumber, nullable: true).Description("The carrier's number.");
        Field<StringGraphType>("trackingPage").Description("Address of the carrier's page about that number; null when none is known.")
            .Resolve(field => Carriers.PageOf(field.Source.Carrier, field.Source.TrackingKey));
        Field(x => x.ByHand).Description("Whether it was given into the buyer's hands.");
        Field(x => x.ShippedAt).Description("When it was told.");
        Field(x => x.CorrectedAt, nullable: true).Description("Since when another number stands for it; null for the one that counts.");
        Field(x => x.Events).Description("What the carrier told, oldest first, at most 100.");
    }
}

internal sealed class ShipmentEventGraphType : ObjectGraphType<ShipmentEvent>
{
    public ShipmentEventGraphType()
    {
        Name = "ShipmentEvent";
        Description = "One thing that a carrier told of a shipment.";
        Field(x => x.At).Description("When it happened.");
        Field(x => x.Kind).Description("What happened.");
        Field(x => x.Place, nullable: true).Description("Where, in the carrier's words.");
    }
}

internal sealed class OrderCompletionGraphType : ObjectGraphType<OrderCompletion>
{
    public OrderCompletionGraphType()
    {
        Name = "OrderCompletion";
        Description = "What the money of an order waits for, and until when.";
        Field(x => x.At).Description("When the waiting ends by itself.");
        Field(x => x.Because).Description("What is waited for, and what happens at that moment.");
    }
}
