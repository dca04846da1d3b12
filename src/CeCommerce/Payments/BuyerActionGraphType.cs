using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Payments;

internal sealed class BuyerActionGraphType : UnionGraphType
{
    public BuyerActionGraphType()
    {
        Name = "BuyerAction";
        Description = "What the buyer has to do so that the payment goes on.";
        Type<CommerceObjectType<Redirect>>();
        Type<CommerceObjectType<PaymentSheet>>();
        Type<CommerceObjectType<KonbiniSlip>>();
        Type<CommerceObjectType<BankTransferDetails>>();
    }
}
