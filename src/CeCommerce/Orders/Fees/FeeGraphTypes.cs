using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Orders.Fees;

/// <summary>What GraphQL shows of a fee rule.</summary>
internal sealed class FeeRuleGraphType : ObjectGraphType<FeeRule>
{
    public FeeRuleGraphType()
    {
        Name = "FeeRule";
        Description = "What the platform takes of sales, from one moment to another.";
        Field(x => x.Id).Description("Global id, `fer_…`.");
        Field(x => x.OperatorId, nullable: true).Description("Only for sales of this operator; null: of all.");
        Field(x => x.Operator, nullable: true).Description("That operator.");
        Field(x => x.Kind, nullable: true).Description("Only for listings of this kind; null: of all.");
        Field(x => x.Category, nullable: true).Description("Only for goods of this category, by its code; null: of all.");
        Field(x => x.BasisPoints).Description("Hundredths of a percent of a unit's price with tax, without shipping.");
        Field(x => x.Fixed).Description("For each unit, without tax.");
        Field(x => x.ReturnedOnRefund).Description("Whether what goes back to a buyer takes its part of the fee with it.");
        Field(x => x.From).Description("For contracts that are concluded from then on.");
        Field(x => x.Until, nullable: true).Description("Not for contracts that are concluded then or later; null while nobody has ended it.");
        Field(x => x.SetAt).Description("When it was set.");
    }
}

/// <summary>What GraphQL shows of the fee for a unit.</summary>
internal sealed class LineFeeGraphType : ObjectGraphType<LineFee>
{
    public LineFeeGraphType()
    {
        Name = "LineFee";
        Description = "The platform's fee for one unit of an order, frozen when the contract was concluded.";
        Field("lineNumber", x => x.Line).Description("Number of the unit.");
        Field(x => x.BasisPoints).Description("Hundredths of a percent of the unit's price with tax, without shipping.");
        Sum("fixed", "For the unit, without tax.", fee => fee.FixedAmount);
        Sum("amount", "The whole fee without tax: percentage of the price, rounded down, and the fixed part.", fee => fee.Amount);
        Sum("tax", "Consumption tax on top of it, rounded down.", fee => fee.Tax);
        Field("taxRatePercent", x => x.TaxPercent).Description("Rate of that tax.");
        Field(x => x.ReturnedOnRefund).Description("Whether what goes back to the buyer takes its part of the fee with it.");
        Field(x => x.ChargedAt, nullable: true).Description("When it was charged, which is at completion; null before, and where it never is.");
        Sum("charged", "What was charged then, without tax: less the part of what had gone back to the buyer by then.", fee => fee.ChargedAmount);
        Sum("chargedTax", "Tax on what was charged.", fee => fee.ChargedTax);
        Sum("givenBack", "What of it was given back since, without tax.", fee => fee.GivenBackAmount);
        Sum("givenBackTax", "Tax on what was given back.", fee => fee.GivenBackTax);
    }

    private void Sum(string name, string description, Func<LineFee, long> amount) =>
        Field<NonNullGraphType<MoneyType>>(name).Description(description).Resolve(field => new Money(amount(field.Source), field.Source.Currency));
}
