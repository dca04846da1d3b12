using CeCommerce.Orders.Arrival;
using CeCommerce.Orders.Shipments;
using CeCommerce.Platform;
using static CeCommerce.Orders.Disputes.EvidenceGathering;

namespace CeCommerce.Orders.Disputes;

/// <summary>How it got to the buyer, and what the buyer said then.</summary>
internal static class OfDelivery
{
    public static EvidencePart Part(Order order, IReadOnlyList<Shipment> shipments)
    {
        var missing = new List<LocalText>();
        if (order.HandedOverAt is null)
        {
            missing.Add(new("引渡しの記録", "a record of the hand-over"));
        }
        else if (!shipments.Any(shipment => shipment.TrackingNumber is not null || shipment.ByHand) && order.TrackingNumber is null)
        {
            missing.Add(new("運送会社の追跡番号", "a carrier's tracking number"));
        }

        if (order.DeliveredAt is null)
        {
            missing.Add(new("到着の記録", "a record of the delivery"));
        }

        return new(
            new("引渡しと配送", "Hand-over and delivery"),
            [
                new(new("引渡し", "Handed over"), order.HandedOverAt is { } handed ? When(handed) : "—"),
                .. shipments.OrderBy(shipment => shipment.Number).Select(Way),
                new(new("到着", "Delivered"), order.DeliveredAt is { } delivered ? $"{When(delivered)} ({By(order.DeliveredBy)})" : "—"),
            ],
            missing);
    }

    public static EvidencePart Arrival(IReadOnlyList<ArrivalAnswer> answers) => new(
        new("到着時の確認", "What the buyer confirmed on arrival"),
        [.. answers.OrderBy(answer => answer.Line).ThenBy(answer => answer.Point).Select(answer => new EvidenceFact(
            new($"明細{answer.Line}", $"Line {answer.Line}"), $"{EvidenceWords.Of(answer.Point)}  ○  {When(answer.ConfirmedAt)}"))],
        answers is [] ? [new("購入者による到着時の確認", "the buyer's own confirmation on arrival")] : []);

    /// <summary>By whose word it was delivered.</summary>
    private static string By(DeliveryWord? word) => word switch
    {
        DeliveryWord.Carrier => "運送会社の通知 / told by the carrier",
        DeliveryWord.Buyer => "購入者の連絡 / said by the buyer",
        DeliveryWord.ByHand => "手渡し / by hand",
        DeliveryWord.Date => "期間の経過 / by the end of the time",
        null => "—",
    };

    private static EvidenceFact Way(Shipment shipment) => new(
        new($"発送 {When(shipment.ShippedAt)}", $"Shipped {When(shipment.ShippedAt)}"),
        string.Join('\n', shipment.Events.Select(told => $"{When(told.At)} {EvidenceWords.Of(told.Kind)} {told.Place}")
            .Prepend($"{shipment.Carrier ?? (shipment.ByHand ? "手渡し / by hand" : "—")} {shipment.TrackingNumber}")));
}
