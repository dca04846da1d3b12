using System.Buffers;

namespace CeCommerce.Standards;

/// <summary>What a piece of a title does to the question what it offers.</summary>
internal enum OfferedPiece
{
    /// <summary>Japanese letters that no list knows.</summary>
    Other,

    /// <summary>Latin letters that no list knows.</summary>
    Name,

    /// <summary>Latin letters and digits with a digit among them.</summary>
    Model,

    Plain,
    Maker,
    Goods,
    Use,
    Condition,
    NotLithium,
    Head,
    Marker,
    PartMarker,
    Only,
    Whole,
    Set,
}

/// <summary>A title cut into pieces: the longest word that some list knows, or else one letter or Latin word.</summary>
internal readonly ref struct OfferedTitle(OfferedTerms terms, LetteredText text)
{
    private static readonly SearchValues<char> Joining = SearchValues.Create("+＋&＆、､,，・･/／");

    private readonly OfferedTerms _terms = terms;
    private readonly LetteredText _text = text;

    public int Length => _text.Length;

    public ReadOnlySpan<char> LettersAt(int at, int length) => _text.Chars.Slice(at, length);

    /// <summary>Whether nothing stands between a letter and the one before it.</summary>
    public bool IsJoined(int at) => at > 0 && _text.GapAt(at) == Gap.None;

    /// <summary>Whether a bracket opens before it.</summary>
    public bool IsBracketed(int at) => _text.SignsBefore(at) is [.., '(' or '（' or '[' or '［' or '【'];

    /// <summary>Whether a sign says that it comes along with what stands before it: 本体+リモコン.</summary>
    public bool IsAdded(int at) => at > 0 && _text.SignsBefore(at).ContainsAny(Joining);

    public (OfferedPiece Piece, int Length) At(int at)
    {
        var found = (Piece: OfferedPiece.Other, Length: 0);
        Longer(OfferedPiece.Set, _terms.Sets, at, ref found);
        Longer(OfferedPiece.Whole, _terms.Whole, at, ref found);
        Longer(OfferedPiece.Only, _terms.Only, at, ref found);
        Longer(OfferedPiece.PartMarker, _terms.PartMarkers, at, ref found);
        Longer(OfferedPiece.Marker, _terms.Markers, at, ref found);
        Longer(OfferedPiece.Head, _terms.Heads, at, ref found);
        Longer(OfferedPiece.Goods, _terms.Goods, at, ref found);
        Longer(OfferedPiece.Maker, _terms.Makers, at, ref found);
        Longer(OfferedPiece.Use, _terms.Uses, at, ref found);
        Longer(OfferedPiece.NotLithium, _terms.NotLithium, at, ref found);
        Longer(OfferedPiece.Condition, _terms.Condition, at, ref found);
        Longer(OfferedPiece.Plain, _terms.Plain, at, ref found);
        return found.Length > 0 ? found : Unknown(at);
    }

    private void Longer(OfferedPiece piece, WordList words, int at, ref (OfferedPiece Piece, int Length) found)
    {
        if (_text.WordAt(words, at) is var length && length > found.Length)
            found = (piece, length);
    }

    private (OfferedPiece Piece, int Length) Unknown(int at)
    {
        if (!Letters.IsLatin(_text.Chars[at]))
            return (OfferedPiece.Other, 1);
        var end = at + 1;
        while (end < _text.Length && Letters.IsLatin(_text.Chars[end]) && (IsJoined(end) || _text.SignsBefore(end) is "-" or "－" or "‐"))
            end++;
        var run = _text.Chars[at..end];
        return (IsSize(run) ? OfferedPiece.Whole : run.ContainsAnyInRange('0', '9') ? OfferedPiece.Model : OfferedPiece.Name, run.Length);
    }

    private bool IsSize(ReadOnlySpan<char> run)
    {
        foreach (var size in _terms.Sizes)
        {
            if (run.Length > size.Length && run.EndsWith(size, StringComparison.Ordinal) && !run[..^size.Length].ContainsAnyExceptInRange('0', '9'))
                return true;
        }

        return false;
    }
}
