using CeCommerce.Checkout;
using CeCommerce.Orders.Shipments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Disputes;

/// <summary>What there is to say to a buyer's bank about the orders of a purchase: all of them for the platform, its own for an operator.</summary>
internal sealed class PurchaseEvidence(CommerceDatabase database, EvidenceGathering gathering, EvidencePdf pdf) : IMakeEvidence
{
    public string Kind => Purchase.Purpose;

    public async Task<Outcome<Evidence>?> MakeAsync(Dispute dispute, Guid purpose, Caller caller, CancellationToken cancellationToken)
    {
        var purchase = PurchaseId.From(purpose);
        var orders = await database.Set<Order>().AsNoTracking().Where(x => x.PurchaseId == purchase).OrderBy(x => x.Id).ToListAsync(cancellationToken);
        var own = orders.Where(order => caller.Role == Role.Platform || order.OperatorId.Value == caller.OperatorId).ToList();
        if (own is [])
        {
            return null;
        }

        var pack = await gathering.GatherAsync(dispute, own, caller, cancellationToken);
        return (await pdf.WriteAsync(pack, cancellationToken)).Try(out var page, out var error)
            ? await BesideAsync(new(page, Product(own)), own, cancellationToken)
            : Outcome<Evidence>.Refused(error);
    }

    /// <summary>How the first order that went by a carrier got there; dates only where all of them are known.</summary>
    private async Task<Evidence> BesideAsync(Evidence evidence, List<Order> orders, CancellationToken cancellationToken)
    {
        var ids = orders.ConvertAll(order => order.Id);
        var shipments = await database.Set<Shipment>().AsNoTracking().Where(x => ids.Contains(x.OrderId)).OrderBy(x => x.OrderId).ThenBy(x => x.Number).Take(EvidenceGathering.Most).ToListAsync(cancellationToken);
        var tracked = shipments.Find(shipment => shipment.TrackingNumber is not null);
        return evidence with
        {
            Carrier = tracked?.Carrier,
            TrackingNumber = tracked?.TrackingNumber,
            ShippedOn = orders.TrueForAll(order => order.HandedOverAt is not null) ? Tokyo.DayOf(orders.Max(order => order.HandedOverAt!.Value)) : null,
            ReceivedOn = orders.TrueForAll(order => order.DeliveredAt is not null) ? Tokyo.DayOf(orders.Max(order => order.DeliveredAt!.Value)) : null,
        };
    }

    private static string Product(List<Order> orders) => string.Join('\n', orders.SelectMany(order => order.Lines).Select(line =>
        string.Join(' ', new[] { line.Snapshot.Title, line.Snapshot.Model.Brand, line.Snapshot.Model.Name, line.Snapshot.Model.ModelNumber, line.Price.ToString() }.Where(part => !string.IsNullOrEmpty(part)))));
}
