namespace CeCommerce.Standards.Checks;

/// <summary>What a buyer of used clothes, shoes and bags wants to know; from the draft items of METI's working group.</summary>
internal static class WornGoodsChecks
{
    private static readonly ReasonKind NotCleaned = new("not-cleaned", "cleaned");
    private static readonly ReasonKind NotAuthentic = new("not-authentic", "authenticityChecked");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("worn-goods.cleaned-and-sized")
        {
            Inputs = [Inputs.Of(FactCode.Cleaned), Inputs.Of(FactCode.Material), Inputs.Of(FactCode.Size)],
            Reasons = [NotCleaned],
            Check = static context => context.Facts.Flag(FactCode.Cleaned) switch
            {
                null => Check.Missing(FactCode.Cleaned),
                false => Check.Fail(NotCleaned),
                true when !context.Facts.Has(FactCode.Material) => Check.Missing(FactCode.Material),
                true => context.Facts.Has(FactCode.Size) ? Check.Pass : Check.Missing(FactCode.Size),
            },
        },
        new("worn-goods.stains-and-authenticity")
        {
            Inputs = [Inputs.Of(FactCode.Stains), Inputs.Of(FactCode.AuthenticityChecked)],
            Reasons = [NotAuthentic],
            Check = static context => !context.Facts.Has(FactCode.Stains) ? Check.Missing(FactCode.Stains)
                : context.Facts.Flag(FactCode.AuthenticityChecked) switch
                {
                    null => Check.Missing(FactCode.AuthenticityChecked),
                    false => Check.Fail(NotAuthentic),
                    true => Check.Pass,
                },
        },
    ];
}
