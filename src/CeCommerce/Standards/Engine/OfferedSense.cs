namespace CeCommerce.Standards;

/// <summary>
/// What the pieces of a title say together. A word for an accessory counts when it is what the title ends with, or what the title says that it is
/// about (掃除機用, ホースのみ); nothing counts beside words that tell of the whole (延長管付属, ホースなし, 本体).
/// </summary>
internal ref struct OfferedSense(OfferedTerms terms, OfferedTitle title, ProductGroup? group)
{
    private readonly OfferedTerms _terms = terms;
    private readonly OfferedTitle _title = title;
    private readonly ProductGroup? _group = group;
    private (OfferedPiece Piece, int At, int Length)? _last;
    private ReadOnlySpan<char> _headLetters;
    private OfferedWords? _head;
    private AccessoryPower _powerBefore;
    private AccessoryPower _power;
    private int _heads;
    private bool _isSet;
    private bool _isWhole;
    private bool _isSaid;
    private bool _isForOthers;
    private bool _isPart;
    private bool _hasOwnGoods;
    private bool _hasModelBefore;
    private bool _hasOtherBefore;
    private bool _hasOtherBehind;
    private bool _isNotLithium;

    public readonly AccessoryPower Power => _isNotLithium ? _power & ~AccessoryPower.Battery : _power;

    public static OfferedSense Of(OfferedTerms terms, OfferedTitle title, ProductGroup? group)
    {
        var sense = new OfferedSense(terms, title, group);
        for (var at = 0; at < title.Length;)
        {
            var (piece, length) = title.At(at);
            sense.Take(piece, at, length);
            at += length;
        }

        sense.Leave(null, false);
        return sense;
    }

    /// <param name="article">What the article number says; null when it says nothing.</param>
    /// <param name="mayBeLess">False for goods of which nothing but the whole is proposed.</param>
    public readonly WhatIsOffered Concludes(OfferedArticle? article, bool mayBeLess)
    {
        if (_isSet)
            return WhatIsOffered.Set;
        if (_isWhole || !mayBeLess)
            return WhatIsOffered.Whole;
        if (_heads > 0 && (_isSaid || (_isForOthers && !_hasOwnGoods) || StandsLast))
            return _isPart && _head!.Offered == WhatIsOffered.Accessory ? WhatIsOffered.Part : _head!.Offered;
        return article?.Offered ?? WhatIsOffered.Whole;
    }

    private readonly bool StandsLast => _heads == 1 && !_hasOtherBehind && _head!.When switch
    {
        OfferedWhen.Last => !_hasOwnGoods || StandsAlone,
        OfferedWhen.LastAlone => StandsAlone || (!_hasOwnGoods && !_hasModelBefore && _head.Power == AccessoryPower.None),
        OfferedWhen.Said => false,
        _ => throw new InvalidOperationException($"No rule for {_head.When}."),
    };

    // Behind a model number it may be what comes with that model.
    private readonly bool StandsAlone => !_hasModelBefore && !_hasOtherBefore;

    private void Take(OfferedPiece piece, int at, int length)
    {
        var joined = _title.IsJoined(at);
        Leave(piece, joined);
        switch (piece)
        {
            case OfferedPiece.Other or OfferedPiece.Name when joined && _last is { Piece: OfferedPiece.Head }:
                Unsay();
                break;
            case OfferedPiece.Other when joined && _last is { Piece: OfferedPiece.Only }:
                _isWhole = true;
                break;
            case OfferedPiece.Use when joined:
                IsFor();
                break;
            case OfferedPiece.Only:
                _isSaid |= _last is { Piece: OfferedPiece.Head };
                break;
            case OfferedPiece.Head:
                Say(at, length, joined);
                break;
            default:
                Note(piece);
                break;
        }

        _last = (piece, at, length);
    }

    private void Note(OfferedPiece piece)
    {
        _isSet |= piece == OfferedPiece.Set;
        _isWhole |= piece == OfferedPiece.Whole;
        _isSaid |= piece is OfferedPiece.Marker or OfferedPiece.PartMarker;
        _isPart |= piece == OfferedPiece.PartMarker;
        _isNotLithium |= piece == OfferedPiece.NotLithium;
        _hasOtherBehind |= piece == OfferedPiece.Condition;
        _hasModelBefore |= piece == OfferedPiece.Model && _heads == 0;
    }

    /// <summary>What the last piece was can only be said when the next one is known.</summary>
    private void Leave(OfferedPiece? next, bool joined)
    {
        if (_last is not { } last || (joined && next == OfferedPiece.Use))
            return;
        if (last.Piece == OfferedPiece.Goods)
        {
            // Before the first goods stands their maker: アオバ電機 エアコン.
            _hasOtherBefore &= _hasOwnGoods || _heads > 0 || _title.IsJoined(last.At);
            _hasOwnGoods |= IsOwn(last.At, last.Length);
            _hasOtherBehind |= _heads > 0 && !(next is null && _title.IsBracketed(last.At));
        }

        // 給水ホース: what is joined to the word is part of it.
        if (last.Piece is OfferedPiece.Other or OfferedPiece.Name && !(joined && next is OfferedPiece.Head or OfferedPiece.Other))
        {
            _hasOtherBefore |= _heads == 0;
            _hasOtherBehind |= _heads > 0;
        }
    }

    // リモコンカバー is a cover.
    private void Say(int at, int length, bool joined)
    {
        var letters = _title.LettersAt(at, length);
        _isWhole |= _title.IsAdded(at);
        _head = _terms.MeaningOf(letters);
        if (!(joined && _last is { Piece: OfferedPiece.Head }) && !letters.SequenceEqual(_headLetters))
            (_heads, _powerBefore) = (_heads + 1, _power);
        _headLetters = letters;
        _power = _powerBefore | _head.Power;
    }

    // リモコン式, ホースリール: another word.
    private void Unsay()
    {
        (_heads, _power) = (_heads - 1, _powerBefore);
        _headLetters = default;
        _isWhole |= _heads > 0;
    }

    private void IsFor()
    {
        if (_last is not { } last)
            return;
        var isOwn = last.Piece == OfferedPiece.Goods && IsOwn(last.At, last.Length);
        _isSaid |= isOwn;
        _isForOthers |= !isOwn && (last.Piece is OfferedPiece.Goods or OfferedPiece.Maker or OfferedPiece.Name
            || (last.Piece == OfferedPiece.Model && !char.IsAsciiDigit(_title.LettersAt(last.At, 1)[0])));
    }

    private readonly bool IsOwn(int at, int length) => _terms.GroupOf(_title.LettersAt(at, length)) == _group;
}
