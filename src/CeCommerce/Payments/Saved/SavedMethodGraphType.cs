using CeCommerce.Platform;
using GraphQL.Types;

namespace CeCommerce.Payments.Saved;

/// <summary>What a consumer sees of what they saved.</summary>
internal sealed class SavedMethodGraphType : ObjectGraphType<SavedMethod>
{
    public SavedMethodGraphType()
    {
        Name = "SavedPaymentMethod";
        Description = "A means of payment that the processor keeps for a consumer; seen by nobody else.";
        Field(x => x.Id).Description("Global id, `svm_…`.");
        Field("paymentMethod", x => x.Method).Description("The processor's name for the means of payment, e.g. `card`; what placeOrder and purchaseCart want beside the id.");
        Field(x => x.Kind).Description("As which of the methods that a listing states it counts.");
        Field(x => x.State).Description("Whether it can be paid with.");
        Field(x => x.Card, nullable: true).Description("By what its owner knows it again; null until it was saved.");
        Field<NonNullGraphType<BooleanGraphType>>("isExpired").Description("Whether its month is over: then nobody pays with it, unless the processor hears of its next one, which it is asked for once a week.")
            .Resolve(field => field.Source.IsExpired(field.RequestServices!.GetRequiredService<TimeProvider>().Today()));
        Field(x => x.Agreement).Description("What the consumer agreed to.");
        Field<BuyerActionGraphType>("buyerAction").Description("What the consumer has to do so that it is saved; null when nothing.").Resolve(field => field.Source.Action);
        Field("failureReason", x => x.Reason, nullable: true).Description("The processor's code of its last refusal, e.g. `card_declined`; while it is `PENDING` another card may be tried. Null when there was none.");
        Field(x => x.MadeAt).Description("When it was asked for.");
        Field(x => x.UpdatedAt).Description("When something of it changed last.");
    }
}
