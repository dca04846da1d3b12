using System.Text;
using System.Text.Encodings.Web;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Statements;

/// <summary>
/// What a seller by mail order has to show (特定商取引法 11, 施行規則 23), as a page of its own for each operator: processors and buyers look for it at one address. What differs
/// from listing to listing is stated there and on the final confirmation, and said so here.
/// </summary>
internal static class StatementPage
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(StatementAddress.Path, ShowAsync);

    private static async Task<Results<ContentHttpResult, NotFound>> ShowAsync(string code, HttpResponse response, CommerceDatabase database, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, cancellationToken) is not { } seller)
        {
            return TypedResults.NotFound();
        }

        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Content(Page(seller, clock.Today()), "text/html; charset=utf-8");
    }

    internal static string Page(Operator seller, DateOnly today)
    {
        var rows = new StringBuilder();
        foreach (var (ja, en, value) in Rows(seller, today).Where(row => !string.IsNullOrWhiteSpace(row.Value)))
        {
            rows.Append("<dt>").Append(ja).Append(" / ").Append(en).Append("</dt><dd>").Append(HtmlEncoder.Default.Encode(value!)).Append("</dd>\n");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="ja"><head><meta charset="utf-8"><title>特定商取引法に基づく表記 / Statement under the Act on Specified Commercial Transactions</title></head>
            <body>
            <h1>特定商取引法に基づく表記</h1>
            <p lang="en">Statement under the Act on Specified Commercial Transactions</p>
            <dl>
            {rows}</dl>
            </body></html>
            """;
    }

    private static IEnumerable<(string Ja, string En, string? Value)> Rows(Operator seller, DateOnly today)
    {
        var (profile, contact) = (seller.Profile, seller.Profile.Contact);
        var licence = seller.LicenceOn(today);
        return
        [
            ("販売業者", "Seller", profile.LegalName),
            ("屋号", "Trade name", profile.TradeName),
            ("運営責任者", "Responsible person", contact.ResponsiblePerson),
            ("所在地", "Address", $"〒{contact.PostalCode} {contact.Address}"),
            ("電話番号", "Telephone", contact.Phone),
            ("メールアドレス", "E-mail", contact.Email),
            ("お問い合わせ時間", "Hours", contact.ComplaintHours),
            ("古物商許可", "Second-hand dealer's permit", licence is null ? null : $"{licence.CommissionName.Ja} 第{licence.PermitNumber}号 {licence.RegisteredName}"),
            ("販売価格・送料・その他の費用", "Price, shipping and other charges", "各商品のページと最終確認画面に税込みで表示します。 / Stated, with tax, on each listing and on the last screen before the order."),
            ("支払方法・支払時期", "How and when to pay", "各商品のページと最終確認画面に表示します。 / Stated on each listing and on the last screen before the order."),
            ("商品の引渡時期", "When it is delivered", "各商品のページと最終確認画面に表示します。 / Stated on each listing and on the last screen before the order."),
            ("返品・交換", "Returns", "各商品のページに表示する条件によります。表示がないときは、商品の引渡しを受けた日から8日以内であれば、送料を購入者の負担として返品できます（特定商取引法第15条の3）。"
                + " / By the terms of each listing; where it states none, within 8 days of delivery at the buyer's cost of shipping (Art. 15-3)."),
        ];
    }
}
