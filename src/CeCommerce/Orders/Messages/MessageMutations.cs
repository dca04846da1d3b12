using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Orders.Messages;

internal sealed class MessageMutations
{
    /// <summary>Writes to the other side of an order, as its buyer or its operator. It is kept as evidence, neither changed nor deleted, and goes only when the buyer's personal data is erased. Refused with `ORDER_NOT_FOUND`, `ORDER_MESSAGE_INVALID`, `TOO_MANY_ORDER_MESSAGES`, `PHOTO_NOT_FOUND`, `TOO_MANY_PHOTOS`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">What to write.</param>
    [Allow(Role.Consumer, Role.Operator, Scope = BuyingScopes.Write)]
    public static async Task<SendOrderMessagePayload> SendOrderMessageAsync(
        SendOrderMessageInput input, Caller caller, [FromServices] MessageService service, CancellationToken cancellationToken) =>
        SendOrderMessagePayload.Of(await service.SendAsync(new(caller, input.OrderId, input.IdempotencyKey), input.Text, input.Photos ?? [], cancellationToken));

    /// <summary>Says that the caller's side has read the messages of the other, so that they count as unread no more. Refused with `ORDER_NOT_FOUND`.</summary>
    /// <param name="input">Which messages.</param>
    [Allow(Role.Consumer, Role.Operator, Scope = BuyingScopes.Write)]
    public static async Task<MarkOrderMessagesReadPayload> MarkOrderMessagesReadAsync(
        MarkOrderMessagesReadInput input, Caller caller, [FromServices] MessageService service, CancellationToken cancellationToken) =>
        MarkOrderMessagesReadPayload.Of(await service.MarkReadAsync(new(caller, input.OrderId, input.IdempotencyKey), input.UpTo, cancellationToken));
}
