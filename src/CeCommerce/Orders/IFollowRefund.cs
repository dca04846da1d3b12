using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>What goes back of an order.</summary>
/// <param name="Cause">The refund: what hears of it twice sees by it that it is the same.</param>
/// <param name="Line">Number of the unit.</param>
/// <param name="OfLine">Of the unit's price.</param>
/// <param name="OfOrder">Of what the order costs beside its units: the postage and other charges that go back with the last of them.</param>
internal sealed record GivenBack(Guid Cause, int Line, Money OfLine, Money OfOrder);

/// <summary>Hears what goes back of an order; implemented by rooms that Orders does not know. Part of the transaction that decides it, which saves.</summary>
internal interface IFollowRefund
{
    Task DecidedAsync(Order order, GivenBack back, CancellationToken cancellationToken);
}
