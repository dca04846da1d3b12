using System.ComponentModel;
using CeCommerce.Operators;
using CeCommerce.Platform.Events;

namespace CeCommerce.Items;

/// <summary>What the event log says about physical units.</summary>
internal static class ItemEvents
{
    private static readonly EventKind<ItemId, ItemEventData> Registration = new("item.registered", EventAudience.Operator, "A unit was registered.");

    private static readonly EventKind<ItemId, ItemEventData> Description = new(
        "item.described", EventAudience.Operator, "Its operator states something else about it: `changed` says which of model, condition, facts, prefecture and serials.");

    private static readonly EventKind<ItemId, ItemCustodyData> Custody = new(
        "item.custody_changed", EventAudience.Operator, "Somebody else has it: the buyer when a sale is completed, or an operator who registers again what a buyer had. Told to the operator of that sale or registration.");

    public static IReadOnlyList<EventKind> Kinds => [Registration, Description, Custody];

    public static EventRecord Registered(Item item, DateTimeOffset now) =>
        Registration.Of(item.Id, new(item.Model.Category), new(now, item.OperatorId.Value));

    public static EventRecord GivenToBuyer(ItemId item, OperatorId seller, DateTimeOffset now) =>
        Custody.Of(item, new(ItemHolder.Consumer), new(now, seller.Value) { Changed = ["custody"] });

    public static EventRecord PassedTo(Item item, DateTimeOffset now) =>
        Custody.Of(item.Id, new(ItemHolder.Operator), new(now, item.OperatorId.Value) { Changed = ["custody"] });

    /// <param name="before">What was stated until now.</param>
    public static EventRecord Described(Item item, ItemDescription before, DateTimeOffset now) =>
        Description.Of(item.Id, new(item.Model.Category), new(now, item.OperatorId.Value) { Changed = ChangedFields.Between(before, item.AsDescription()) });
}

/// <summary>What a line about a unit says of it.</summary>
internal sealed record ItemEventData([property: Description("code of a product category")] string Category);

/// <summary>Who has a unit.</summary>
internal enum ItemHolder
{
    Operator,
    Consumer,
}

/// <summary>Who has a unit now; no consumer is named.</summary>
internal sealed record ItemCustodyData(ItemHolder Holder);
