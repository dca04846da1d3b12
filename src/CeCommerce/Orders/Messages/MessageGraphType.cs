using CeCommerce.Orders.Photos;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Orders.Messages;

internal sealed class OrderMessageGraphType : ObjectGraphType<OrderMessage>
{
    public OrderMessageGraphType()
    {
        Name = "OrderMessage";
        Description = "What buyer or operator wrote to the other about an order; kept as evidence, neither changed nor deleted.";
        Field(x => x.Number).Description("From 1, in the order in which they were sent.");
        Field(x => x.From).Description("Which side wrote it.");
        Field<StringGraphType>("text").Description("As it was written: plain text. Null once the buyer was erased, and while it cannot be read: see textState.").Resolve(field => field.Source.Said.Text);
        Field<NonNullGraphType<CommerceEnumType<TextState>>>("textState").Description("What became of the text.").Resolve(field => field.Source.Said.State);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderPhotoGraphType>>>>("photos").Description("What it shows.")
            .Resolve(field => field.RequestServices!.GetRequiredService<PhotosOfOrders>().Require(new(field.Source.OrderId, field.Source.Photos)));
        Field(x => x.SentAt).Description("When it was sent.");
    }

    /// <summary>What an order tells of its messages, to whoever may see the order.</summary>
    public static void Extend(ObjectGraphType<Order> order)
    {
        PageArguments.Declare(order.Field<NonNullGraphType<CommerceObjectType<Page<OrderMessage>>>>("messages")
            .Description("What buyer and operator wrote to each other, oldest first; for the two of them and the platform's staff.")
            .Resolve(field => field.RequestServices!.GetRequiredService<MessagesOfOrders>().Require(new(field.Source.Id, PageArguments.Read(field)))).FieldType);
        order.Field<NonNullGraphType<IntGraphType>>("unreadMessages").Description("How many messages of the other side the caller's has not marked as read; 0 for those who are no side of it.")
            .Resolve(field => SideOf(CommerceUserContext.Of(field).Caller) is { } side ? field.RequestServices!.GetRequiredService<UnreadOfOrders>().Load(field.Source.Id, side) : 0);
    }

    private static OrderSide? SideOf(Caller caller) => caller.Role switch
    {
        Role.Consumer => OrderSide.Buyer,
        Role.Operator or Role.Refurbisher => OrderSide.Seller,
        _ => null,
    };
}
