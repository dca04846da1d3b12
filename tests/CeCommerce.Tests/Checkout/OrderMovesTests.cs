using CeCommerce.Orders;
using CeCommerce.Orders.Returns;

namespace CeCommerce.Tests.Checkout;

/// <summary>The tables of moves as a whole: what each may do from each state, and nothing else.</summary>
public sealed class OrderMovesTests
{
    private static readonly string[] Lines =
    [
        "Buyer: Problem>ReturnRequested, Problem>Sold, ReturnAccepted>ReturnSent, ReturnAccepted>Sold, ReturnRequested>Sold, Sold>Problem, Sold>ReturnRequested",
        "Seller: Problem>ReturnAccepted, Problem>ReturnRefused, ReturnRequested>ReturnAccepted, ReturnRequested>ReturnRefused, ReturnSent>ReturnReceived",
        "System: Problem>Refunded, Problem>ReturnAccepted, ReturnAccepted>Refunded, ReturnAccepted>Sold, ReturnReceived>Refunded, ReturnRefused>Refunded, ReturnRequested>Refunded, "
            + "ReturnRequested>ReturnAccepted, ReturnSent>ReturnReceived, Sold>Refunded",
    ];

    private static readonly string[] AfterPayment =
    [
        "Buyer: Delivered>Completed, HandedOver>Completed, HandedOver>Delivered, Paid>RefundPending",
        "Seller: Paid>HandedOver, Paid>RefundPending",
        "System: Delivered>Completed, Delivered>Refunded, HandedOver>Completed, HandedOver>Delivered, HandedOver>Refunded, Paid>RefundPending, Paid>Refunded, RefundPending>Refunded",
    ];

    [Fact]
    public void A_unit_moves_as_the_table_says_and_not_otherwise() => Assert.Equal(Lines, Walk<LineState>(LineMoves.Allows));

    [Fact]
    public void A_paid_order_moves_as_the_table_says_and_not_otherwise() => Assert.Equal(
        AfterPayment, Walk<OrderState>((from, to, by) => !from.IsUnpaid() && OrderMoves.Allows(from, to, by)));

    [Fact]
    public void Whatever_waits_for_somebody_can_be_ended_by_time() => Assert.All(
        Enum.GetValues<LineState>().Where(LineMoves.IsOpen), state => Assert.NotEmpty(LineMoves.From(state, OrderActor.System)));

    private static IEnumerable<string> Walk<T>(Func<T, T, OrderActor, bool> allows)
        where T : struct, Enum => Enum.GetValues<OrderActor>().Select(by => $"{by}: " + string.Join(", ", Enum.GetValues<T>()
            .SelectMany(from => Enum.GetValues<T>().Where(to => allows(from, to, by)).Select(to => $"{from}>{to}"))
            .Order(StringComparer.Ordinal)));
}
