using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Statements;

/// <summary>
/// What a seller by mail order has to show (特定商取引法 11, 施行規則 23), as a page of its own for each operator: processors and buyers look for it at one address. What differs
/// from listing to listing is stated there and on the final confirmation, and said so here.
/// </summary>
internal static class StatementPage
{
    private const string OnListings = "各商品のページと最終確認画面に表示します。";
    private const string OnListingsEnglish = "Stated on each listing and on the last screen before the order.";

    /// <summary>Japanese stays as it is.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(StatementAddress.Path, ShowAsync);

    private static async Task<Results<ContentHttpResult, NotFound>> ShowAsync(string code, HttpResponse response, CommerceDatabase database, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, cancellationToken) is not { } seller)
        {
            return TypedResults.NotFound();
        }

        response.Headers.ContentSecurityPolicy = PlainPage.Policy;
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Content(Page(seller, clock.Today()), "text/html; charset=utf-8");
    }

    internal static string Page(Operator seller, DateOnly today)
    {
        var rows = new StringBuilder();
        foreach (var row in Rows(seller, today).Where(row => !string.IsNullOrWhiteSpace(row.Value)))
        {
            var english = row.English is null ? "" : $"<br><span lang=\"en\">{row.English}</span>";
            rows.Append("<dt>").Append(row.Ja).Append(" <span lang=\"en\">").Append(row.En).Append("</span></dt><dd>").Append(Encoder.Encode(row.Value!)).Append(english).Append("</dd>\n");
        }

        return PlainPage.Of(
            "特定商取引法に基づく表記 / Statement under the Act on Specified Commercial Transactions",
            $"""
            <h1>特定商取引法に基づく表記</h1>
            <p lang="en">Statement under the Act on Specified Commercial Transactions</p>
            <dl>
            {rows}</dl>
            """);
    }

    private static IEnumerable<Row> Rows(Operator seller, DateOnly today)
    {
        var (profile, contact) = (seller.Profile, seller.Profile.Contact);
        var licence = seller.LicenceOn(today);
        return
        [
            new("販売業者", "Seller", profile.LegalName),
            new("屋号", "Trade name", profile.TradeName),
            new("運営責任者", "Responsible person", contact.ResponsiblePerson),
            new("所在地", "Address", $"〒{contact.PostalCode} {contact.Address}"),
            new("電話番号", "Telephone", contact.Phone),
            new("メールアドレス", "E-mail", contact.Email),
            new("お問い合わせ時間", "Hours", contact.ComplaintHours),
            new("古物商許可", "Second-hand dealer's permit", licence is null ? null : $"{licence.CommissionName.Ja} 第{licence.PermitNumber}号 {licence.RegisteredName}"),
            new("販売価格・送料・その他の費用", "Price, shipping and other charges", "各商品のページと最終確認画面に税込みで表示します。", "Stated, with tax, on each listing and on the last screen before the order."),
            new("支払方法・支払時期", "How and when to pay", OnListings, OnListingsEnglish),
            new("商品の引渡時期", "When it is delivered", OnListings, OnListingsEnglish),
            new("申込みの期間・その他の販売条件", "Time to order and other conditions", "定めがあるときは、各商品のページと最終確認画面に表示します。", "Stated on each listing and on the last screen before the order, where there are any."),
            new("返品・交換", "Returns", "各商品のページに表示する条件によります。表示がないときは、商品の引渡しを受けた日から8日以内であれば、送料を購入者の負担として返品できます（特定商取引法第15条の3）。",
                "By the terms of each listing; where it states none, within 8 days of delivery at the buyer's cost of shipping (Art. 15-3)."),
            new("契約不適合責任", "Goods that are not as agreed", "特約があるときは、各商品のページに表示します。ないときは、民法の定めによります。", "By the terms of each listing, where it states any; else as the Civil Code says."),
        ];
    }

    /// <summary>What a row is called in both languages, and what stands there.</summary>
    private sealed record Row(string Ja, string En, string? Value, string? English = null);
}
