using CeCommerce.Checkout;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace CeCommerce.Orders;

/// <summary>Whom an order is for: a version of a recipient.</summary>
internal sealed record OrderRecipient(RecipientId RecipientId, int VersionNumber)
{
    internal static OrderRecipient? Of(ConfirmedShipping? shipping) => shipping?.Recipient is { } to ? new(TypedId.Parse<RecipientId>(to.Id), to.Version) : null;
}

internal sealed class OrderRecipientGraphType : ObjectGraphType<OrderRecipient>
{
    public OrderRecipientGraphType()
    {
        Name = "OrderRecipient";
        Description = "Whom an order is for: a version of a recipient, as it stood when it was agreed. Its digest stands in the canonical JSON of the confirmation.";
        Field(x => x.RecipientId).Description("The recipient.");
        Field<RecipientGraphType>("recipient").Description("The recipient as it is now, for its buyer; null for others, and once the person was erased.")
            .Resolve(field => field.RequestServices!.GetRequiredService<RecipientsNow>().Load(field.Source.RecipientId, CommerceUserContext.Of(field).Caller));
        Field(x => x.VersionNumber).Description("The version that was agreed.");
        Field<NonNullGraphType<CommerceObjectType<RecipientReading>>, IDataLoaderResult<RecipientReading>>("reading")
            .Description(
                "What that version says, with the scope recipients:read: to its buyer, to the operator who has to ship it from payment until some days after the order's end, to the platform with a reason. Each reading is put on record.")
            .Argument<CommerceEnumType<SupportReason>>("reason", argument => argument.Description = "Why support reads it; nobody else needs one.")
            .Argument<StringGraphType>("caseNumber", argument => argument.Description = "Of which case: 1 to 40 letters, digits and hyphens.")
            .Resolve(field => field.RequestServices!.GetRequiredService<RecipientReadings>().Load(
                new(field.Source.RecipientId, field.Source.VersionNumber, RecipientGraphType.SupportOf(field.GetArgument<SupportReason?>("reason"), field.GetArgument<string?>("caseNumber"))),
                CommerceUserContext.Of(field).Caller));
    }
}
