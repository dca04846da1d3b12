using GraphQL.Types;

namespace CeCommerce.Payments.Connect;

/// <summary>What the operator and the platform see of its account.</summary>
internal sealed class PayoutAccountGraphType : ObjectGraphType<PayoutAccount>
{
    public PayoutAccountGraphType()
    {
        Name = "PayoutAccount";
        Description = "An operator's account at the payment processor, through which it is paid, as the processor told it last.";
        Field(x => x.Id).Description("Global id, `pac_…`.");
        Field(x => x.Gateway).Description("The processor, e.g. `stripe`.");
        Field("processorAccount", x => x.ProcessorId, nullable: true).Description("The processor's own name of it; null until it has said it.");
        Field(x => x.State).Description("How far it has come. Its operator can sell while it is `ENABLED`.");
        Field(x => x.PayoutsEnabled).Description("Whether the processor sends its money to its bank.");
        Field(x => x.Capabilities).Description("What the processor lets it do.");
        Field(x => x.Requirements).Description("What the processor wants to know.");
        Field(x => x.OpenedAt).Description("When it was asked for.");
        Field(x => x.UpdatedAt).Description("When something of it changed last.");
    }
}
