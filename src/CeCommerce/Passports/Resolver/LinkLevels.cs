using CeCommerce.Items;
using CeCommerce.Passports.Identity;
using CeCommerce.Passports.PublicPage;

namespace CeCommerce.Passports.Resolver;

/// <summary>What a Digital Link leads to: the unit, then its model. An unknown serial or batch leads to the model alone.</summary>
internal sealed class LinkLevels(PassportLinks links, PublicPassports passports)
{
    /// <summary>Fine before coarse; empty when nothing public is so named.</summary>
    public async Task<IReadOnlyList<LinkLevel>> FindAsync(DigitalLink link, string home, CancellationToken cancellationToken)
    {
        var unit = await links.FindAsync(link, cancellationToken);
        var isOfModel = link.Key.Ai == "01";
        if ((unit ?? (isOfModel ? await links.AnyOfModelAsync(link.Key, cancellationToken) : null)) is not { } one)
            return [];
        var model = await passports.ModelAsync(one, cancellationToken);
        var levels = new List<LinkLevel>();
        if (unit is { } id)
            levels.Add(Unit(link with { Attributes = [] }, model, $"{home}{PassportDoor.PathOf(id)}"));
        if (isOfModel)
            levels.Add(Model(link with { Qualifiers = [], Attributes = [] }, model, $"{home}{ModelDoor.PathOf(link.Key.Value)}"));
        return levels;
    }

    private static LinkLevel Unit(DigitalLink link, ProductModel model, string address) => new(link, ModelDoor.NameOf(model),
    [
        .. Pages(address, "製品パスポート / Product passport", "製品パスポート", "Product passport"),
        new(LinkTypes.Passport, address, "Product passport", "application/json"),
    ]);

    private static LinkLevel Model(DigitalLink link, ProductModel model, string address) =>
        new(link, ModelDoor.NameOf(model), [.. Pages(address, "製品モデル / Product model", "製品モデル", "Product model")]);

    private static LinkTarget[] Pages(string address, string both, string ja, string en) =>
    [
        new(LinkTypes.Page, address, both, "text/html"),
        new(LinkTypes.Page, $"{address}?lang=ja", ja, "text/html", "ja"),
        new(LinkTypes.Page, $"{address}?lang=en", en, "text/html", "en"),
    ];
}
