using GraphQL.Types;

namespace CeCommerce.Operators;

/// <summary>What GraphQL shows of an operator, to everybody: what the law wants shown.</summary>
internal sealed class OperatorGraphType : ObjectGraphType<Operator>
{
    public OperatorGraphType()
    {
        Name = "Operator";
        Description = "A CE-commerce operator: the business that lists, rents or sells.";
        Field(x => x.Id).Description("Global id, `opr_…`.");
        Field(x => x.Code);
        Field(x => x.Profile).Description("Legal identity and contact (特定商取引法 11 vi).");
        Field(x => x.Licences);
        Field(x => x.NotifiedUrls);
        Field("acceptedTerms", x => x.Terms, nullable: true).Description("The platform's terms that it accepted, by which the platform receives payment for it; null while it has accepted none.");
        Field(x => x.CreatedAt).Description("When it was registered here.");
    }
}
