namespace CeCommerce.Operators.Payouts;

/// <summary>Whether an operator may sell by what the processor in use says of it.</summary>
/// <param name="Gateway">The processor in use.</param>
/// <param name="AccountRequired">Whether an operator without an account there cannot be paid.</param>
internal sealed record PayoutPolicy(string Gateway, bool AccountRequired)
{
    /// <summary>Where nobody is paid through a processor.</summary>
    public static readonly PayoutPolicy None = new("none", AccountRequired: false);

    public bool MayBePaid(Operator seller) => seller.Payouts is { } standing && standing.Gateway == Gateway ? standing.IsEnabled : !AccountRequired;

    /// <summary>Why nothing of it can be sold now; null when it can. For its own staff: what the processor wants is no buyer's business.</summary>
    public PayoutsNotEnabled? RefusalTo(Operator seller, params string[] at) =>
        MayBePaid(seller) ? null : new(seller.Payouts is { } standing && standing.Gateway == Gateway ? standing.Due : [], at);

    /// <summary>The same for buyers.</summary>
    public PayoutsNotEnabled? RefusalOf(Operator seller, params string[] at) => MayBePaid(seller) ? null : new([], at);
}
