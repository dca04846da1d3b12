using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>The object Money.</summary>
internal sealed class MoneyType : ObjectGraphType<Money>
{
    public MoneyType()
    {
        Name = "Money";
        Description = "An amount of money in one currency.";
        Field<NonNullGraphType<LongScalar>>("amount")
            .Description("In minor units of the currency: yen for JPY (79700 is ￥79,700), cents for USD.").Resolve(field => field.Source.Amount);
        Field<NonNullGraphType<StringGraphType>>("currency").Description("ISO 4217 code, for example JPY.").Resolve(field => field.Source.Currency);
        Field<NonNullGraphType<StringGraphType>>("formatted").Description("For people: ￥79,700.").Resolve(field => field.Source.ToString());
    }
}

/// <summary>The input MoneyInput.</summary>
internal sealed class MoneyInputType : InputObjectGraphType<Money>
{
    public MoneyInputType()
    {
        Name = "MoneyInput";
        Description = "An amount of money in one currency.";
        Field<NonNullGraphType<LongScalar>>("amount").Description("In minor units of the currency: yen for JPY (79700 is ￥79,700), cents for USD.");
        Field<NonNullGraphType<StringGraphType>>("currency").Description("ISO 4217 code.").DefaultValue(Money.Yen);
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new Money((long)value["amount"]!, (string)value["currency"]!);
}
