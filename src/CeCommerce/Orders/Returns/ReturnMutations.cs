using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Orders.Returns;

internal sealed class ReturnMutations
{
    /// <summary>Money that was paid at a counter or by bank transfer does not go back by itself: says where the processor can ask the buyer for an account. Refused with `ORDER_NOT_FOUND`, `EMAIL_INVALID`, `REFUND_NEEDS_NO_ADDRESS` or `REFUND_ADDRESS_NOT_TAKEN`.</summary>
    /// <param name="input">For which order, and where.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<NameRefundAddressPayload> NameRefundAddressAsync(
        NameRefundAddressInput input, Caller caller, [FromServices] RefundAddresses addresses, CancellationToken cancellationToken) =>
        NameRefundAddressPayload.Of(await addresses.NameAsync(new(caller, input.OrderId, input.IdempotencyKey), input.Email, cancellationToken));

    /// <summary>Says that something is wrong with a unit: from then on the order does not complete until it is settled. Refused with `ORDER_NOT_FOUND`, `ORDER_LINE_NOT_FOUND`, `LINE_MOVE_REFUSED`, `ORDER_TEXT_INVALID`, `PHOTO_NOT_FOUND`, `TOO_MANY_PHOTOS`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">Which unit, and what is wrong.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<ReportProblemPayload> ReportProblemAsync(
        ReportProblemInput input, Caller caller, [FromServices] ReturnService service, CancellationToken cancellationToken) =>
        ReportProblemPayload.Of(await service.ReportAsync(new(new(caller, input.OrderId, input.IdempotencyKey), input.Line), new Complaint(input.Kind, null, Photos: input.Photos), input.Text, cancellationToken));

    /// <summary>All is well after all, or the unit stays with the buyer. Refused with `ORDER_NOT_FOUND`, `ORDER_LINE_NOT_FOUND` or `LINE_MOVE_REFUSED`.</summary>
    /// <param name="input">About which unit.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<WithdrawObjectionPayload> WithdrawObjectionAsync(
        WithdrawObjectionInput input, Caller caller, [FromServices] ReturnService service, CancellationToken cancellationToken) =>
        WithdrawObjectionPayload.Of(await service.WithdrawAsync(new(new(caller, input.OrderId, input.IdempotencyKey), input.Line), cancellationToken));

    /// <summary>Asks to return a unit that was delivered. What the law gives (特定商取引法 15-3) is accepted with that; all else the operator answers. Refused with `ORDER_NOT_FOUND`, `ORDER_LINE_NOT_FOUND`, `LINE_MOVE_REFUSED`, `ORDER_TEXT_INVALID`, `RETURN_TOO_LATE`, `PHOTO_NOT_FOUND`, `TOO_MANY_PHOTOS`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">Which unit, and why.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<RequestReturnPayload> RequestReturnAsync(
        RequestReturnInput input, Caller caller, [FromServices] ReturnService service, CancellationToken cancellationToken) =>
        RequestReturnPayload.Of(await service.RequestAsync(new(new(caller, input.OrderId, input.IdempotencyKey), input.Line), new Complaint(null, input.Reason, Photos: input.Photos), input.Text, cancellationToken));

    /// <summary>Answers a problem or a wish to return: the buyer may send it back, or not. Refused with `ORDER_NOT_FOUND`, `ORDER_LINE_NOT_FOUND`, `LINE_MOVE_REFUSED`, `ORDER_TEXT_INVALID`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">Which unit, and the answer.</param>
    [Allow(Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<AnswerReturnPayload> AnswerReturnAsync(
        AnswerReturnInput input, Caller caller, [FromServices] ReturnService service, CancellationToken cancellationToken) =>
        AnswerReturnPayload.Of(await service.AnswerAsync(new(new(caller, input.OrderId, input.IdempotencyKey), input.Line), input.Accept, input.Answer, cancellationToken));

    /// <summary>Says that a unit was sent back. Refused with `ORDER_NOT_FOUND`, `ORDER_LINE_NOT_FOUND`, `LINE_MOVE_REFUSED` or `ORDER_TEXT_INVALID`.</summary>
    /// <param name="input">Which unit, and how.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<ReturnSentPayload> ReturnSentAsync(
        ReturnSentInput input, Caller caller, [FromServices] ReturnService service, CancellationToken cancellationToken) =>
        ReturnSentPayload.Of(await service.SendAsync(new(new(caller, input.OrderId, input.IdempotencyKey), input.Line), input.Carrier, input.TrackingNumber, cancellationToken));

    /// <summary>Says that a unit is back and what was found; its money goes back, whole or in part, and it can be inspected and offered again. Refused with `ORDER_NOT_FOUND`, `ORDER_LINE_NOT_FOUND`, `LINE_MOVE_REFUSED`, `ORDER_TEXT_INVALID`, `REFUND_ABOVE_REST`, `PAYMENT_DISPUTED`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">Which unit, and what was found.</param>
    [Allow(Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<ReceiveReturnPayload> ReceiveReturnAsync(
        ReceiveReturnInput input, Caller caller, [FromServices] ReturnService service, [FromServices] OrderSettlements settlements, CancellationToken cancellationToken) =>
        ReceiveReturnPayload.Of(await settlements.GiveBackAsync(await service.ReceiveAsync(new(new(caller, input.OrderId, input.IdempotencyKey), input.Line), input.Inspection, input.Amount, cancellationToken), cancellationToken));

    /// <summary>Gives money of a unit back without a return, whole or in part; also after the order was completed, which it stays: then its part of the platform's fee is given back by the fee's rule, and what was paid out of it is wanted back. Refused with `ORDER_NOT_FOUND`, `ORDER_LINE_NOT_FOUND`, `LINE_MOVE_REFUSED`, `ORDER_TEXT_INVALID`, `REFUND_ABOVE_REST`, `PAYMENT_DISPUTED`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">Which unit, and how much.</param>
    [Allow(Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<RefundLinePayload> RefundLineAsync(
        RefundLineInput input, Caller caller, [FromServices] ReturnService service, [FromServices] OrderSettlements settlements, CancellationToken cancellationToken) =>
        RefundLinePayload.Of(await settlements.GiveBackAsync(await service.RefundAsync(new(new(caller, input.OrderId, input.IdempotencyKey), input.Line), input.Amount, input.Reason, cancellationToken), cancellationToken));
}
