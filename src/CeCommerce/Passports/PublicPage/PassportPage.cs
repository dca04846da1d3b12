using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using CeCommerce.Platform;

namespace CeCommerce.Passports.PublicPage;

/// <summary>A passport as a page that needs no script, no style and nobody else's server.</summary>
internal static class PassportPage
{
    public const string Policy = "default-src 'none'; img-src 'self'; frame-ancestors 'none'";

    public static string Of(PublicPassport passport, Language language)
    {
        string In(string ja, string en) => language == Language.En ? en : ja;
        var (model, address) = (passport.Model, PassportDoor.PathOf(passport.Passport.Id));
        var title = In("製品パスポート", "Product passport");
        return $"""
            <!DOCTYPE html>
            <html lang="{In("ja", "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
            <body>
            <h1>{title}</h1>
            <dl>
            {Row(In("品名", "Name"), model.Name)}{Row(In("ブランド", "Brand"), model.Brand)}{Row(In("型番", "Model number"), model.ModelNumber)}{Row("GTIN", model.Gtin)}{Row("GS1 Digital Link", passport.Link?.ToUri())}</dl>
            {(passport.Link is null ? "" : $"<p><img src=\"{address}/qr.svg\" width=\"160\" height=\"160\" alt=\"{In("この製品の QR コード", "QR code of this product")}\"></p>")}
            <h2>{In("履歴", "History")}</h2>
            <table>
            <thead><tr><th scope="col">{In("日付", "Date")}</th><th scope="col">{In("出来事", "Event")}</th><th scope="col">{In("記録日", "Recorded")}</th></tr></thead>
            <tbody>
            {string.Concat(passport.Events.Reverse().Select(one => EventRow(one, language)))}</tbody>
            </table>
            {(passport.Earlier ? $"<p><a href=\"{address}?before={passport.Events[0].Seq}&amp;lang={In("ja", "en")}\">{In("これより前の履歴", "Earlier")}</a></p>" : "")}
            </body></html>
            """;
    }

    /// <summary>What was typed may turn the direction of writing; it ends where it stands.</summary>
    private static string Row(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? "" : $"<dt>{name}</dt><dd><bdi>{HtmlEncoder.Default.Encode(value)}</bdi></dd>\n";

    private static string EventRow(PassportEvent one, Language language) => new StringBuilder("<tr><td>").Append(Day(one.OccurredAt)).Append("</td><td>")
        .Append(EventWords.Of(one.Type).In(language)).Append("</td><td>").Append(Day(one.RecordedAt)).Append("</td></tr>\n").ToString();

    private static string Day(DateTimeOffset at) => Tokyo.DayOf(at).ToString("O", CultureInfo.InvariantCulture);
}
