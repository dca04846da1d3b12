namespace CeCommerce.Standards;

/// <summary>What a word of a claim means where it stands: the grammar, in words that are data.</summary>
internal readonly ref struct ClaimSentence(ClaimTerms terms, LetteredText text, ClaimSense sense)
{
    /// <summary>How far behind the word another may stand that it needs, in letters.</summary>
    private const int NeedWithin = 20;

    private readonly ClaimTerms _terms = terms;
    private readonly LetteredText _text = text;
    private readonly ClaimSense _sense = sense;

    public static Claims Means(ClaimTerms terms, LetteredText text, ClaimSense sense, int start, int end) => new ClaimSentence(terms, text, sense).Means(start, end);

    private Claims Means(int start, int end)
    {
        if (!StandsAlone(start, end) || !HasWhatItNeeds(start, ref end))
            return Claims.None;
        var approximation = _sense.Endings.Likens.IsEmpty ? 0 : _text.WordBefore(_terms.Approximations, start);
        var likened = approximation > 0;
        if (!new ClaimEnding(_terms, _text, _sense.Endings).Holds(start, end, ref likened))
            return Claims.None;
        start -= approximation;
        if (IsTakenBack(start, end) || IsPrice(start, end) || new ClaimSubject(_terms, _text, _sense).IsAnother(start, end))
            return Claims.None;
        return likened ? Claims.LikeNew : _sense.Claim;
    }

    private bool StandsAlone(int start, int end)
    {
        if (_text.IsJoined(start, end, start) && _text.WordBefore(_sense.NotBehind, start) > _text.WordBefore(_sense.ButBehind, start))
            return false;
        if (_text.IsJoined(start, end, end) && _text.WordAt(_sense.NotBefore, end) > _text.WordAt(_sense.ButBefore, end))
            return false;
        if (!_sense.OnlyBefore.IsEmpty && _text.GapAt(end) < Gap.Clause && _text.WordAt(_sense.OnlyBefore, end) == 0)
            return false;
        return !Letters.IsKana(_text.Chars[start]) || !Letters.IsKana(_text.Chars[end - 1])
            || ((IsKanaEdge(start) || _text.WordBefore(_terms.Approximations, start) > 0) && (IsKanaEdge(end) || _text.WordAt(_terms.AfterKana, end) > 0));
    }

    private bool HasWhatItNeeds(int start, ref int end)
    {
        if (!_sense.Stress.IsEmpty && !_text.Has(_sense.Stress, _text.Back(start, Gap.Break), _text.Forward(end, Gap.Break)))
            return false;
        var isDecorated = _text.GapAt(start + 1) == Gap.Break;
        foreach (var need in _sense.Needs)
        {
            var (at, length) = _text.First(need.Words, end, Math.Min(isDecorated ? _text.Forward(end + 1, Gap.Stop) : _text.WindowEnd(end, _terms.Topics), end + NeedWithin));
            if (at < 0 || _text.Has(need.Unless, end, at) || _text.WordAt(need.Unless, at) > length)
                return false;
            end = at + length;
        }

        if (_sense.Around.IsEmpty)
            return true;
        var behind = _text.First(_sense.Around, end, _text.WindowEnd(end, _terms.Topics));
        if (behind.At < 0)
            return _text.Has(_sense.Around, _text.Back(start, Gap.Clause), start) || (_sense.CountsMinus && HasMinusFigure(end));
        end = behind.At + behind.Length;
        return true;
    }

    // CO2 -15kg, CO2▲80%; CO2-30 is a model.
    private bool HasMinusFigure(int from)
    {
        for (var (at, end) = (from, _text.WindowEnd(from, _terms.Topics)); at < end; at++)
        {
            if (!char.IsAsciiDigit(_text.Chars[at]))
                continue;
            var signs = _text.SignsBefore(at);
            if (signs.ContainsAny("▲△↓−") || (Letters.Seen(signs) > 1 && signs.ContainsAny("-－")))
                return true;
        }

        return false;
    }

    private bool IsTakenBack(int start, int end)
    {
        if (IsLatin(start) && _text.Has(_sense.Behind, _text.Back(start, Gap.Clause), start))
            return true;
        if (_sense.Aside.IsEmpty)
            return false;
        var sentenceEnd = _text.Forward(end, Gap.Break);
        return _text.Has(_sense.Aside, _text.Back(start, Gap.Break), sentenceEnd) || _text.WordAt(_sense.Provisos, sentenceEnd) > 0;
    }

    // メーカー希望小売価格（新品）39,800円; 元値は新品で3万円
    private bool IsPrice(int start, int end) => !_sense.Endings.Likens.IsEmpty
        && (_text.WordBefore(_terms.PriceTopics, start) > 0 || (_text.WordBefore(_terms.Prices, start) > 0 && end < _text.Length && char.IsAsciiDigit(_text.Chars[end])));

    private bool IsLatin(int at) => Letters.IsLatin(_text.Chars[at]);

    private bool IsKanaEdge(int at) => _text.GapAt(at) != Gap.None
        || Letters.IsHiragana(_text.Chars[at]) != Letters.IsHiragana(_text.Chars[at - 1])
        || Letters.IsKatakana(_text.Chars[at]) != Letters.IsKatakana(_text.Chars[at - 1]);
}
