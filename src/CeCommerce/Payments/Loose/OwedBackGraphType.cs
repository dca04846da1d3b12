using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Payments.Loose;

internal sealed class OwedBackGraphType : ObjectGraphType<LooseMoney>
{
    public OwedBackGraphType()
    {
        Name = "OwedBack";
        Description = "Money that came by bank transfer and does not fit what was to be paid.";
        Field<NonNullGraphType<MoneyType>>("amount").Description("What goes back of it.").Resolve(field => field.Source.Owed);
        Field<NonNullGraphType<CommerceEnumType<LooseReason>>>("reason").Description("Why.").Resolve(field => field.Source.Reason!.Value);
        Field(x => x.State).Description("Where it stands.");
        Field(x => x.ReceivedAt).Description("When it came.");
        Field(x => x.DueAt, nullable: true).Description("By when the buyer has to do something: name an address by nameRefundAddress, or answer what the processor asked there. Null when nothing.");
        Field(x => x.ReturnedAt, nullable: true).Description("When it was back.");
    }
}
