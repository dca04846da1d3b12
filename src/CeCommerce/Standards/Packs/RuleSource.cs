using CeCommerce.Platform;

namespace CeCommerce.Standards.Packs;

/// <summary>A text that rules of a pack cite.</summary>
/// <param name="Law">Name of the law, guideline or paper.</param>
/// <param name="LawId">e-Gov law id, CELEX number, or null.</param>
/// <param name="Revision">The revision whose text was read or identified.</param>
/// <param name="CheckedOn">The day on which we last looked.</param>
internal sealed record RuleSource(LocalText Law, string? LawId, string? Revision, string Url, DateOnly CheckedOn)
{
    public static RuleSource Read(DataNode node, DataFlaws flaws)
    {
        var data = new DataObject(node, flaws);
        var source = new RuleSource(data.Local("law"), data.OptionalText("lawId"), data.OptionalText("revision"), data.Text("url"), data.Day("checkedOn") ?? default);
        if (data.Required("checkedOn") is null || !Uri.TryCreate(source.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            flaws.Add(node.Line, "A source has an https 'url' and the day on which it was 'checkedOn'.");
        data.End();
        return source;
    }
}
