using System.Text;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Standards;

/// <summary>Editions of a few packs; the lists are the product's unless a test brings its own.</summary>
internal static class Editions
{
    public static RuleEdition Of(params RulePack[] packs) => new(
        "test", [.. packs, .. RuleEdition.Current.Packs.Where(own => own.Kind != RulePackKind.Rules && packs.All(pack => pack.Kind != own.Kind))]);

    /// <param name="lists">The lists of the file, as JSON.</param>
    public static RulePack GoodsLists(string lists) => PackReader.ReadStored("goods-lists.json", Encoding.UTF8.GetBytes(
        $$"""{"pack":"goods-lists","version":"2026.1.1","name":{"ja":"一覧","en":"Lists"},"lists":[{{lists}}],"kobutsuOperators":[]}""")).Pack!;
}
