
namespace CeCommerce.Standards;

/// <summary>Of what a sentence says it: of the goods, or of a part or something else that goes with them (電池は新品, 最安の送料).</summary>
internal readonly ref struct ClaimSubject(ClaimTerms terms, LetteredText text, ClaimSense sense)
{
    /// <summary>How far behind a part the word may stand that says it was put in or comes along.</summary>
    private const int FittedWithin = 10;

    /// <summary>How many words of a list of subjects are followed back.</summary>
    private const int MostWords = 12;

    private readonly ClaimTerms _terms = terms;
    private readonly LetteredText _text = text;
    private readonly ClaimSense _sense = sense;

    public bool IsAnother(int start, int end)
    {
        if (_sense.Parts.IsEmpty)
            return false;
        return SubjectBefore(start) switch
        {
            Subject.Part => true,
            Subject.Whole => IsPartAhead(start, end),
            Subject.Unsaid => IsPartAhead(start, end) || (!_sense.Endings.Likens.IsEmpty && IsOfASpare(start, end)),
        };
    }

    // Backwards through 本体・付属品とも: a list with the goods in it speaks of the goods.
    private Subject SubjectBefore(int at)
    {
        if (_text.GapAt(at) >= Gap.Clause && !_text.SignsBefore(at).ContainsAny("(（:："))
            return Subject.Unsaid;
        var subject = Subject.Unsaid;
        for (var step = 0; step < MostWords && (step == 0 || _text.GapAt(at) < Gap.Break); step++)
        {
            var part = _text.WordBefore(_sense.Parts, at);
            if (_text.WordBefore(_terms.Wholes, at) > part)
                return Subject.Whole;
            if (part > 0 && BeginsThere(at - part, part))
                (subject, at) = (Subject.Part, at - part);
            else if (_text.WordBefore(_terms.Counters, at) is > 0 and var counter && CountBefore(at - counter) is > 0 and var digits)
                at -= counter + digits;
            else if (_text.WordBefore(_terms.Links, at) is > 0 and var link)
                at -= link;
            else
                break;
        }

        return subject;
    }

    // 付属のイヤホンは新品; ペンは新品ですが本体は中古
    private bool IsOfASpare(int start, int end) =>
        _text.Has(_terms.Extras, _text.Back(start, Gap.Clause), start)
        || _text.Has(_terms.UsedWholes, Math.Max(start - LetteredText.Reach, 0), Math.Min(end + LetteredText.Reach, _text.Length));

    private bool IsPartAhead(int start, int end) => Letters.IsLatin(_text.Chars[start]) ? ANounAhead(end) : APartAhead(end);

    // ショーケース is no ケース, and 筆箱 no 箱.
    private bool BeginsThere(int at, int length)
    {
        if (at == 0 || _text.GapAt(at) != Gap.None)
            return true;
        var (before, first) = (_text.Chars[at - 1], _text.Chars[at]);
        return _text.WordBefore(_sense.Parts, at) > 0 || (Letters.IsKatakana(first) ? !Letters.IsKatakana(before) : length > 1 || Letters.IsHiragana(before));
    }

    private int CountBefore(int at)
    {
        var digits = 0;
        while (digits < at && digits < 4 && char.IsAsciiDigit(_text.Chars[at - digits - 1]))
            digits++;
        return digits;
    }

    // 新品フィルター付き; 新品バッテリー alone is a good.
    private bool APartAhead(int at)
    {
        if (_text.GapAt(at) >= Gap.Clause)
            return false;
        at += _text.WordAt(_terms.Of, at);
        var length = _text.WordAt(_sense.Parts, at);
        if (length == 0)
        {
            at += _text.WordAt(_terms.PartKinds, at);
            length = _text.WordAt(_sense.Parts, at);
        }

        if (length == 0)
            return false;
        if (!_sense.PartsAreFitted)
            return true;
        var behind = at + length;
        return _text.GapAt(behind) < Gap.Clause && _text.Has(_terms.Fitted, behind, Math.Min(_text.Forward(behind, Gap.Clause), behind + FittedWithin));
    }

    // brand new battery, brand new genuine battery; brand new with battery speaks of the goods.
    private bool ANounAhead(int at)
    {
        for (var word = 0; word < 2 && _text.GapAt(at) < Gap.Clause; word++)
        {
            if (_text.WordAt(_sense.Parts, at) > 0)
                return true;
            if (_text.WordAt(_terms.Joiners, at) > 0)
                return false;
            at = _text.Forward(at + 1, Gap.Sign);
        }

        return false;
    }

    private enum Subject
    {
        Unsaid,
        Part,
        Whole,
    }
}
