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
        var levels = new List<LinkLevel>();
        var unit = await links.FindAsync(link, cancellationToken);
        if (unit is { } id)
            levels.Add(Unit(link with { Attributes = [] }, await passports.ModelAsync(id, cancellationToken), $"{home}{PassportDoor.PathOf(id)}"));
        if (link.Key.Ai == "01" && (unit ?? await links.AnyOfModelAsync(link.Key, cancellationToken)) is { } one)
            levels.Add(Model(link with { Qualifiers = [], Attributes = [] }, await passports.ModelAsync(one, cancellationToken), $"{home}{ModelDoor.PathOf(link.Key.Value)}"));
        return levels;
    }

    private static LinkLevel Unit(DigitalLink link, ProductModel model, string address) => new(link, Name(model),
    [
        .. Pages(address, "製品パスポート / Product passport", "製品パスポート", "Product passport"),
        new(LinkTypes.Passport, address, "Product passport", "application/json"),
    ]);

    private static LinkLevel Model(DigitalLink link, ProductModel model, string address) =>
        new(link, Name(model), [.. Pages(address, "製品モデル / Product model", "製品モデル", "Product model")]);

    private static LinkTarget[] Pages(string address, string both, string ja, string en) =>
    [
        new(LinkTypes.Page, address, both, "text/html"),
        new(LinkTypes.Page, $"{address}?lang=ja", ja, "text/html", "ja"),
        new(LinkTypes.Page, $"{address}?lang=en", en, "text/html", "en"),
    ];

    private static string Name(ProductModel model) => string.Join(' ', new[] { model.Brand, model.Name, model.ModelNumber }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
