using CeCommerce.Platform;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>Collects what is wrong, so many of each sort.</summary>
internal sealed class FlawList
{
    private readonly List<LedgerFlaw> _flaws = [];
    private readonly Dictionary<string, int> _sorts = new(StringComparer.Ordinal);

    public IReadOnlyList<LedgerFlaw> All => _flaws;

    public void Add(string sort, string subject, LocalText message)
    {
        var known = _sorts.GetValueOrDefault(sort);
        if (known < LedgerVerification.Most)
        {
            _sorts[sort] = known + 1;
            _flaws.Add(new(subject, message));
        }
    }
}
