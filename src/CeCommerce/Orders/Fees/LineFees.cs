using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Fees;

/// <summary>Freezes the fee of each unit when it is sold, and charges it when it is completed. Part of the caller's transaction, which saves.</summary>
internal sealed class LineFees(CommerceDatabase database)
{
    /// <summary>By the rules that hold when the contract is concluded; a unit for which there is none bears none.</summary>
    public async Task FreezeAsync(Order order, CancellationToken cancellationToken)
    {
        var rules = await database.Set<FeeRule>().AsNoTracking().HoldingFor(order.OperatorId, order.PlacedAt).ToListAsync(cancellationToken);
        foreach (var line in order.Lines)
        {
            if (FeeRule.For(rules, new(order.OperatorId, line.Snapshot.Kind, line.Snapshot.Model.Category), order.PlacedAt) is { } rule && rule.Fixed.Currency == line.Price.Currency)
            {
                database.Add(LineFee.Of(line, order.Id, rule));
            }
        }
    }

    /// <summary>The fees of a completed order that were not charged yet, together.</summary>
    public async Task<FeeAmount> ChargeAsync(Order order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fees = await database.Set<LineFee>().Where(fee => fee.OrderId == order.Id).ToListAsync(cancellationToken);
        return fees.Aggregate(default(FeeAmount), (sum, fee) => sum + fee.Charge(order.Lines[fee.Line - 1].RefundedAmount, now));
    }
}
