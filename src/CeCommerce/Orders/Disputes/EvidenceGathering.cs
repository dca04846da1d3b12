using CeCommerce.Orders.Arrival;
using CeCommerce.Orders.Messages;
using CeCommerce.Orders.Photos;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Orders.Words;
using CeCommerce.Payments.Disputes;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Disputes;

/// <summary>
/// Gathers what was kept of the orders of a disputed payment. Sealed words are opened for it, and that somebody did so is noted in the dispute's history, which the caller saves.
/// </summary>
internal sealed class EvidenceGathering(CommerceDatabase database, OrderWords words, SaleRecords records, TimeProvider clock)
{
    /// <summary>Of each order; a thread that is longer is not read by any bank.</summary>
    public const int Most = 200;

    public async Task<EvidencePack> GatherAsync(Dispute dispute, IReadOnlyList<Order> orders, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var parts = new List<EvidencePart>();
        foreach (var order in orders)
        {
            parts.AddRange(OfSale.Parts(order, await records.OfAsync(order, cancellationToken)));
            parts.Add(OfDelivery.Part(order, await ListAsync(database.Set<Shipment>().Where(x => x.OrderId == order.Id).OrderBy(x => x.Number), cancellationToken)));
            parts.Add(OfDelivery.Arrival(await ListAsync(database.Set<ArrivalAnswer>().Where(x => x.OrderId == order.Id).OrderBy(x => x.Line).ThenBy(x => x.Point), cancellationToken)));
            parts.Add(await TalkAsync(order, cancellationToken));
            parts.Add(await ReturnsAsync(order, cancellationToken));
        }

        database.Note(HistoryEntry.Of(dispute.Id, "evidence_read", caller, now, null, dispute.State));
        return new(new("支払の異議申立てに対する証拠資料", "Evidence against a payment dispute"), dispute.Id.ToString(), dispute.EvidenceDueAt, now, parts);
    }

    private async Task<EvidencePart> TalkAsync(Order order, CancellationToken cancellationToken)
    {
        var messages = await database.Set<OrderMessage>().AsNoTracking().Where(x => x.OrderId == order.Id).OrderBy(x => x.Number).Take(Most).ToListAsync(cancellationToken);
        var photos = await database.Set<OrderPhoto>().AsNoTracking().Where(x => x.OrderId == order.Id).OrderBy(x => x.SentAt).Take(Most).ToListAsync(cancellationToken);
        var said = await words.ReadAsync(messages.Select(message => ((Guid?)message.TextId, order.Id)), cancellationToken);
        return new(
            new("やりとり", "Messages and photos"),
            [
                .. messages.Select(message => new EvidenceFact(Who(message.From, message.SentAt), Read(said[message.TextId]))),
                .. photos.Select(photo => new EvidenceFact(Who(photo.From, photo.SentAt), $"{photo.MediaType} {photo.Width}×{photo.Height}  SHA-256 {photo.Sha256}")),
            ],
            messages is [] ? [new("購入者とのやりとり", "messages with the buyer")] : []);
    }

    private async Task<EvidencePart> ReturnsAsync(Order order, CancellationToken cancellationToken)
    {
        var objections = await ListAsync(database.Set<Objection>().Where(x => x.OrderId == order.Id).OrderBy(x => x.Line).ThenBy(x => x.Number), cancellationToken);
        var refunds = await ListAsync(database.Set<OrderRefund>().Where(x => x.OrderId == order.Id).OrderBy(x => x.Id), cancellationToken);
        var said = await words.ReadAsync(objections.SelectMany(each => new[] { each.TextId, each.AnswerId, each.InspectionId }).Select(text => (text, order.Id)), cancellationToken);
        string Of(Guid? text) => text is { } id ? Read(said[id]) : "—";
        return new(
            new("返品・返金", "Returns and refunds"),
            [
                .. objections.Select(each => new EvidenceFact(
                    new($"{When(each.RaisedAt)} 明細{each.Line}", $"{When(each.RaisedAt)} line {each.Line}"),
                    $"{EvidenceWords.Of((Enum?)each.Problem ?? each.Reason)}: {Of(each.TextId)}\n→ {(each.Accepted is { } accepted ? accepted ? "承諾 / accepted" : "拒否 / refused" : "—")} {Of(each.AnswerId)}")),
                .. refunds.Select(refund => new EvidenceFact(new($"明細{refund.Line}の返金", $"Refund of line {refund.Line}"), $"{refund.Amount}{(refund.DoneAt is { } done ? $"  {When(done)}" : "")}")),
            ],
            []);
    }

    private static Task<List<T>> ListAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken)
        where T : class => rows.AsNoTracking().Take(Most).ToListAsync(cancellationToken);

    private static LocalText Who(OrderSide side, DateTimeOffset at) =>
        side == OrderSide.Buyer ? new($"{When(at)} 購入者", $"{When(at)} buyer") : new($"{When(at)} 販売者", $"{When(at)} seller");

    private static string Read(TextReading reading) => reading.State == TextState.Read ? reading.Text ?? "" : $"({reading.State})";

    internal static string When(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd HH:mm 'JST'", System.Globalization.CultureInfo.InvariantCulture);
}
