using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>A listing with what an edition knows of its goods, so that a check is asked without catalogue, lists and words that change.</summary>
internal sealed record JudgedListing(ListingFacts Listing)
{
    private static readonly ClaimReader Reader = new(PackReader.Read("claim-terms.json", File.ReadAllBytes(Path.Combine(AnswerFile.Folder, "claim-terms.json"))).Pack!.Claims!);

    public IReadOnlyList<GoodsList> Lists { get; init; } = [];

    public AccessoryPower Power { get; init; }

    /// <summary>The category of a dealer's permit for the goods; null for goods that the catalogue does not know.</summary>
    public KobutsuCategory? Kobutsu { get; init; }

    public static JudgedListing Bare(DateOnly on) => new(new ListingFacts { Today = on, Kind = ListingKind.Reuse, Category = "", Operator = new() });

    /// <summary>As the edition in use would judge it.</summary>
    public static JudgedListing Of(ListingFacts listing)
    {
        var category = ProductCategories.TryGet(listing.Category, out var known) ? known : null;
        return new(listing)
        {
            Lists = category is null ? [] : [.. Enum.GetValues<GoodsList>().Where(list => RuleEdition.Current.Goods.Contains(list, category, listing.Today))],
            Power = RuleEdition.Current.Offered.Of(listing, category).Power,
            Kobutsu = RuleEdition.Current.Goods.KobutsuOf(listing.Category, listing.Today),
        };
    }

    public RuleContext Context()
    {
        var nothing = new LocalText("", "");
        var category = Kobutsu is null ? null : new ProductCategory(Listing.Category, nothing, [], new("", nothing));
        return new(Listing, new(category, Kobutsu, [.. Enum.GetValues<GoodsList>().Select(Lists.Contains)]), new(WhatIsOffered.Whole, true) { Power = Power }, Reader);
    }
}
