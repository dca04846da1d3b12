namespace CeCommerce.Standards;

/// <summary>What comes behind the words of a claim: whether it still holds, and whether "new" is only likened.</summary>
internal readonly ref struct ClaimEnding(ClaimTerms terms, LetteredText text, ClaimEndings endings)
{
    /// <summary>How many properties of the goods are stepped over: 新品未使用の状態.</summary>
    private const int MostCarriers = 6;

    private readonly ClaimTerms _terms = terms;
    private readonly LetteredText _text = text;
    private readonly ClaimEndings _endings = endings;

    private enum Next
    {
        Holds,
        Fails,
        Carries,
        Likens,
        Open,
    }

    public bool Holds(int start, int end, ref bool likened)
    {
        var at = end;
        var isLikened = false;
        for (var step = 0; step < MostCarriers && at < _text.Length; step++)
        {
            var isJoined = _text.IsJoined(start, end, at);
            var (next, length) = _text.GapAt(at) >= Gap.Clause && !isJoined ? BehindAComma(at) : Adjoining(at, isJoined, isLikened);
            if (next is Next.Holds or Next.Fails)
                return next == Next.Holds;
            if (next == Next.Open)
                break;
            isLikened |= next == Next.Likens;
            likened |= isLikened;
            at += length;
        }

        return HoldsLater(at);
    }

    // Only a denial still speaks of the words before the comma: 新品、未使用ではありません.
    private (Next Next, int Length) BehindAComma(int at)
    {
        if (_text.GapAt(at) == Gap.Stop)
            return (Next.Holds, 0);
        var carried = _text.WordAt(_endings.Carriers, at);
        return IsDenied(at) || (carried > 0 && IsDenied(at + carried)) ? (Next.Fails, 0) : (Next.Holds, 0);
    }

    private (Next Next, int Length) Adjoining(int at, bool isJoined, bool isLikened)
    {
        if (IsDenied(at))
            return (Next.Fails, 0);
        var asserts = _text.WordAt(_endings.Asserts, at);
        var denies = _text.WordAt(_endings.Denies, at);
        var open = _text.WordAt(_endings.Open, at);
        var likens = _text.WordAt(_endings.Likens, at);
        var steps = Math.Max(likens, _text.WordAt(_endings.Carriers, at));
        if (asserts > Math.Max(steps, Math.Max(denies, open)))
            return (_text.WordAt(_endings.TakenBack, at + asserts) > 0 ? Next.Fails : Next.Holds, 0);

        // Behind 新品同様 a particle alone says nothing any more.
        if (denies > Math.Max(steps, open) && isJoined && (denies > 1 || !isLikened))
            return (Next.Fails, 0);
        if (steps <= open)
            return (Next.Open, 0);
        return (likens == steps ? Next.Likens : Next.Carries, steps);
    }

    private bool IsDenied(int at) => _text.WordAt(_endings.Denials, at) is > 0 and var denial && denial >= _text.WordAt(_endings.Asserts, at);

    // The first word that decides: 新品のチェアは別ページ is of other goods, 新品チェアですが神経質な方は is not.
    private bool HoldsLater(int from)
    {
        var end = _text.WindowEnd(from, _terms.Topics);
        for (var at = from; at < end; at++)
        {
            var denies = _text.WordAt(_endings.LaterDenies, at);
            if (denies > 0 && IsExcepted(at, at + denies))
                denies = 0;
            var asserts = _text.WordAt(_endings.LaterAsserts, at);
            if (denies > 0 && denies >= asserts)
                return false;
            if (asserts > 0)
                return true;
        }

        return true;
    }

    private bool IsExcepted(int start, int end)
    {
        for (var at = start; at <= end; at++)
        {
            if (_text.WordBefore(_endings.LaterExcept, at) > at - start)
                return true;
        }

        return false;
    }
}
