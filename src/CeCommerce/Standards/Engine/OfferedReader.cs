namespace CeCommerce.Standards;

/// <summary>What is offered of the goods of a category.</summary>
/// <param name="Value">As stated of the unit, else as proposed.</param>
/// <param name="IsProposed">Nobody stated it: title, category and article number say so.</param>
public readonly record struct Offered(WhatIsOffered Value, bool IsProposed)
{
    /// <summary>Of a part, an accessory or a consumable; none for a whole or a set.</summary>
    internal AccessoryPower Power { get; init; }
}

/// <summary>
/// Proposes what a title offers, by the words of one edition. A wrong accessory would waive questions of safety, so whatever is in doubt is the
/// whole. One search decides for most titles.
/// </summary>
internal sealed class OfferedReader(OfferedTerms terms)
{
    private const int OnStack = 256;

    private readonly WordSearch _signs = new(new WordList([.. terms.Heads.All, .. terms.Sets.All]));

    public OfferedTerms Terms { get; } = terms;

    /// <summary>What is stated of the unit wins; what it has to do with electricity its title and article number tell even then.</summary>
    public Offered Of(ItemFacts facts, ProductCategory? category, string title, string? articleNumber)
    {
        if (facts.Integer(FactCode.WhatIsOffered) is not { } stated)
            return Propose(category, title, articleNumber);
        var value = (WhatIsOffered)stated;
        return new(value, false) { Power = value is WhatIsOffered.Whole or WhatIsOffered.Set ? AccessoryPower.None : PowerOf(category, title, articleNumber) };
    }

    public Offered Of(ListingFacts listing, ProductCategory? category) => Of(listing.Facts, category, listing.Title, listing.ModelNumber);

    private Offered Propose(ProductCategory? category, string title, string? articleNumber)
    {
        var article = ArticleOf(category, articleNumber);
        var (value, power) = Read(category, title, article) is { } read
            ? (read.Offered, read.Power)
            : article is null ? (WhatIsOffered.Whole, AccessoryPower.None) : (article.Offered, article.Power);
        return new(value, true) { Power = value is WhatIsOffered.Whole or WhatIsOffered.Set ? AccessoryPower.None : power };
    }

    /// <summary>What a thing that is said not to be the whole has to do with electricity.</summary>
    private AccessoryPower PowerOf(ProductCategory? category, string title, string? articleNumber)
    {
        var article = ArticleOf(category, articleNumber);
        return (article?.Power ?? AccessoryPower.None) | (Read(category, title, article)?.Power ?? AccessoryPower.None);
    }

    private OfferedArticle? ArticleOf(ProductCategory? category, string? number)
    {
        if (category is null || number is not { Length: > 0 and <= 40 } || Terms.ArticlesOf(category) is not { Length: > 0 } articles)
            return null;
        Span<char> letters = stackalloc char[40];
        letters = letters[..Letters.Of(number, letters, default, default)];
        foreach (var article in articles)
        {
            if (article.Fits(letters))
                return article;
        }

        return null;
    }

    // Longer titles than offers may have are read as far as they may go.
    private (WhatIsOffered Offered, AccessoryPower Power)? Read(ProductCategory? category, ReadOnlySpan<char> title, OfferedArticle? article)
    {
        title = title[..Math.Min(title.Length, OnStack)];
        Span<char> letters = stackalloc char[OnStack];
        var count = Letters.Of(title, letters, default, default);
        if (_signs.Next(letters[..count], 0) == count)
            return null;
        Span<Gap> gaps = stackalloc Gap[OnStack];
        Span<int> places = stackalloc int[OnStack];
        Letters.Of(title, letters, gaps, places);
        var sense = OfferedSense.Of(Terms, new(Terms, new(title, letters[..count], gaps[..count], places[..count])), category?.Group);
        var mayBeLess = category is not null && Terms.ArticlesOf(category) is not null;
        return (sense.Concludes(article, mayBeLess), sense.Power | (article?.Power ?? AccessoryPower.None));
    }
}
