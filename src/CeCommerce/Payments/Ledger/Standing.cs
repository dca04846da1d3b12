using CeCommerce.Operators;

namespace CeCommerce.Payments.Ledger;

/// <summary>Who bears what an operator cannot give back.</summary>
public enum Liable
{
    /// <summary>The operator: it owes it, and its next sales pay it off.</summary>
    Operator,

    /// <summary>The platform, which loses it.</summary>
    Platform,
}

/// <summary>How an operator stands in the books, in minor units.</summary>
/// <param name="Payable">What it could be paid: what it is owed less what is on its way to it. Below zero it owes.</param>
/// <param name="Loss">What the platform has lost for it and not got back.</param>
/// <param name="Liable">Who bears what falls below zero.</param>
internal readonly record struct Standing(long Payable, long Loss, Liable Liable)
{
    /// <summary>M6: how much of an amount is not there when it is taken.</summary>
    public long ShortOf(long amount) => amount - Math.Min(Math.Max(Payable, 0), amount);
}

/// <summary>What was taken from an operator, by where it was taken from.</summary>
/// <param name="Escrow">What was there of the payment.</param>
/// <param name="Payable">What it is owed, which may fall below zero by it.</param>
/// <param name="Loss">What the platform bears.</param>
/// <param name="Short">How much of it was not there, whoever bears it.</param>
internal readonly record struct Taken(long Escrow, long Payable, long Loss, long Short)
{
    public long Total => Escrow + Payable + Loss;
}

/// <summary>Where money that goes back is taken from: what is in escrow of its payment, then what the operator is owed, then by who is liable. What is taken changes it.</summary>
/// <param name="escrow">What is in escrow of the payment.</param>
/// <param name="standings">How each operator stands; one that is missing bears all of it itself.</param>
internal sealed class TakenFrom(EscrowHeld escrow, IReadOnlyDictionary<(OperatorId Operator, string Currency), Standing> standings)
{
    private readonly Dictionary<(OperatorId Operator, string Currency), Standing> _standings = standings.ToDictionary();
    private readonly List<(Share Share, long Short)> _shorts = [];

    public TakenFrom(EscrowHeld escrow)
        : this(escrow, new Dictionary<(OperatorId, string), Standing>())
    {
    }

    public EscrowHeld Escrow => escrow;

    /// <summary>How each operator stands after what was taken.</summary>
    public IReadOnlyDictionary<(OperatorId Operator, string Currency), Standing> Standings => _standings;

    /// <summary>What was not there so far, and of whom.</summary>
    public IReadOnlyList<Share> Shorts => [.. _shorts.Where(each => each.Short > 0).Select(each => each.Share with { Amount = each.Share.Amount with { Amount = each.Short } })];

    public Taken Take(Share share)
    {
        var ofEscrow = escrow.Take(share);
        var rest = share.Amount.Amount - ofEscrow;
        var key = (share.Operator, share.Amount.Currency);
        if (rest == 0 || !_standings.TryGetValue(key, out var standing))
        {
            return new(ofEscrow, rest, 0, 0);
        }

        var missing = standing.ShortOf(rest);
        var lost = standing.Liable == Liable.Platform ? missing : 0;
        _standings[key] = standing with { Payable = standing.Payable - rest + lost, Loss = standing.Loss + lost };
        _shorts.Add((share, missing));
        return new(ofEscrow, rest - lost, lost, missing);
    }
}
