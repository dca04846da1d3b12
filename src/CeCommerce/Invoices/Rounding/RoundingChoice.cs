using CeCommerce.Invoices.Tax;
using CeCommerce.Operators;

namespace CeCommerce.Invoices.Rounding;

/// <summary>
/// How an operator rounds the tax on its documents, from one day on. It is chosen once and for all of them (消費税法施行令 70-10: one way for each rate of a document);
/// without a choice, and before that day, tax is rounded down.
/// </summary>
internal sealed class RoundingChoice
{
    private RoundingChoice()
    {
    }

    public OperatorId OperatorId { get; private init; }

    public TaxRounding Rounding { get; private init; }

    /// <summary>First day of issue on which it holds, in Japan.</summary>
    public DateOnly From { get; private init; }

    public DateTimeOffset ChosenAt { get; private init; }

    internal static RoundingChoice Of(OperatorId chooser, TaxRounding rounding, DateOnly from, DateTimeOffset now) =>
        new() { OperatorId = chooser, Rounding = rounding, From = from, ChosenAt = now };

    /// <summary>How a document of that day is rounded.</summary>
    internal static TaxRounding On(RoundingChoice? choice, DateOnly day) => choice is not null && choice.From <= day ? choice.Rounding : TaxRounding.Down;
}
