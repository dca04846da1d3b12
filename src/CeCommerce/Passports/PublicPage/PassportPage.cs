using System.Globalization;
using System.Text;
using CeCommerce.Passports.Valuation;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Passports.PublicPage;

/// <summary>A passport as a page that needs no script and nobody else's server: what it is, how it was found, what happened to it, what it is worth, and how to check all that.</summary>
internal static class PassportPage
{
    public static string Of(PublicPassport passport, PassportReview review, Language language)
    {
        var (address, title) = (PassportDoor.PathOf(passport.Passport.Id), In(language, "製品パスポート", "Product passport"));
        var (other, otherTag) = language == Language.En ? ("日本語", "ja") : ("English", "en");
        var name = Html.Text(string.Join(' ', new[] { passport.Model.Brand, passport.Model.Name }.Where(part => !string.IsNullOrWhiteSpace(part))));
        return $"""
            <!DOCTYPE html>
            <html lang="{In(language, "ja", "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}: {name}</title><style>{PassportStyle.Text}</style>
            <script type="application/ld+json">{PassportLinkedData.Of(passport)}</script></head>
            <body>
            <header><nav><a href="{address}?lang={otherTag}" lang="{otherTag}" hreflang="{otherTag}">{other}</a></nav>
            <p class="soft">{title}</p><h1><bdi>{name}</bdi></h1></header>
            <main>
            <section><h2>{In(language, "製品", "The product")}</h2>
            <dl>
            {Html.Row(In(language, "ブランド", "Brand"), passport.Model.Brand)}{Html.Row(In(language, "型番", "Model number"), passport.Model.ModelNumber)}{Html.Row("GTIN", passport.Model.Gtin)}{Html.Row("GS1 Digital Link", passport.Link?.ToUri())}</dl>
            {(passport.Link is null ? "" : $"<p><img src=\"{address}/qr.svg\" width=\"128\" height=\"128\" alt=\"{In(language, "この製品の QR コード", "QR code of this product")}\"></p>")}
            </section>
            {Grade(passport, language)}{Worth(review.Estimate, language)}<section><h2>{In(language, "履歴", "History")}</h2>
            {Timeline.Of(passport.Events, In(language, "出来事の時系列。下の表と同じ内容です。", "When things happened; the table below says the same."))}<table>
            <thead><tr><th scope="col">{In(language, "日付", "Date")}</th><th scope="col">{In(language, "出来事", "Event")}</th><th scope="col">{In(language, "記録日", "Recorded")}</th></tr></thead>
            <tbody>
            {string.Concat(passport.Events.Reverse().Select(one => EventRow(one, language)))}</tbody>
            </table>
            {(passport.Earlier ? $"<p><a href=\"{address}?before={passport.Events[0].Seq}&amp;lang={In(language, "ja", "en")}\">{In(language, "これより前の履歴", "Earlier")}</a></p>" : "")}
            </section>
            {Completeness(review.Coverage, language)}{Check(passport, address, language)}</main>
            </body></html>
            """;
    }

    private static string In(Language language, string ja, string en) => new LocalText(ja, en).In(language);

    private static string Grade(PublicPassport passport, Language language)
    {
        var (condition, rows) = (passport.Item.Condition, new StringBuilder());
        if (condition.Cosmetic is { } cosmetic)
            rows.Append(Html.Row(In(language, "外観", "Looks"), Said($"{cosmetic}", condition.Scheme is { } scheme ? GradeDefinitions.Of(scheme, cosmetic) : null, language)));
        if (condition.Functional is { } functional)
            rows.Append(Html.Row(In(language, "機能", "Works"), Said($"{functional}", condition.Scheme is { } scheme ? GradeDefinitions.Of(scheme, functional) : null, language)));
        if (rows.Length == 0)
            return "";
        if (condition.Scheme is { } whose)
            rows.Append(Html.Row(In(language, "基準", "Whose scale"), Terms<GradeScheme>.Of(whose).Name.In(language)));
        var graded = passport.Events.LastOrDefault(one => one.Type == PassportEventType.Graded);
        rows.Append(Html.Row(
            In(language, "判定の根拠", "How found"),
            (graded, language) switch
            {
                ({ } found, Language.En) => $"by an inspection on {Html.Day(found.OccurredAt)}",
                ({ } found, _) => $"{Html.Day(found.OccurredAt)} の検査",
                (null, Language.En) => "as its operator states",
                _ => "取扱事業者の申告",
            }));
        return $"<section><h2>{In(language, "等級", "Grade")}</h2>\n<dl>\n{rows}</dl>\n</section>\n";
    }

    private static string Said(string grade, LocalText? meaning, Language language) => meaning is null ? grade : $"{grade} — {meaning.In(language)}";

    private static string Worth(Estimate? estimate, Language language)
    {
        if (estimate is null)
            return "";
        var rows = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<tr><td>{In(language, "新品相当の平均的な個体", "An average unit, new")}</td><td class=\"n\">{Html.Yen(estimate.Reference)}</td></tr>\n");
        foreach (var share in estimate.Shares)
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{ValueWords.Of(share.Factor).In(language)}</td><td class=\"n\">{Html.Share(share.Yen)}</td></tr>\n");
        var raises = string.Join(In(language, "、", "; "), estimate.Raises.Select(raise => $"{ValueWords.Of(raise.Factor).In(language)} {Html.Share(raise.Yen)}"));
        return $"""
            <section><h2>{In(language, "推定価値", "Estimated value")}</h2>
            <p><span class="worth">{Html.Yen(estimate.Point)}</span> <span class="soft">{In(language, "80 % の範囲", "80 % interval")} {Html.Yen(estimate.Low)}–{Html.Yen(estimate.High)}</span></p>
            <table><thead><tr><th scope="col">{In(language, "理由", "Why")}</th><th scope="col" class="n">{In(language, "金額", "Yen")}</th></tr></thead><tbody>
            {rows}</tbody></table>
            <p class="soft">{In(language, "当サービスで成立した販売から計算した推定で、保証ではありません。", "An estimate from sales that were completed here; no guarantee.")}{(raises.Length == 0 ? "" : $" {In(language, "上がる要因:", "What would raise it:")} {raises}")}</p>
            </section>

            """;
    }

    private static string Completeness(Coverage coverage, Language language) => language == Language.En
        ? $"<section><h2>How complete it is</h2><p>Something was recorded in {coverage.MonthsWithEvents} of {coverage.AgeMonths} months; the longest gap is {coverage.LongestGapMonths} months. What happened before the unit was registered here is not known.</p></section>\n"
        : $"<section><h2>記録の完全性</h2><p>{coverage.AgeMonths} か月のうち {coverage.MonthsWithEvents} か月に記録があり、最も長い空白は {coverage.LongestGapMonths} か月です。登録より前のことは分かりません。</p></section>\n";

    private static string Check(PublicPassport passport, string address, Language language)
    {
        var head = passport.Passport;
        return $"""
            <section><h2>{In(language, "改ざんされていないことの確認", "That nothing was changed")}</h2>
            <p>{In(
                language,
                "出来事はそれぞれ前の出来事のハッシュを含み、書き換えや削除があれば後の値がすべて変わります。最後のハッシュを控えておけば、後から比べられます。",
                "Each event holds the hash of the one before it: whatever is altered or left out changes all that follow. Keep the last hash to compare it later.")}</p>
            <dl>
            {Html.Row(In(language, "出来事の数", "Events"), head.HeadSeq.ToString(CultureInfo.InvariantCulture))}<dt>{In(language, "最後のハッシュ", "Last hash")} (SHA-256)</dt><dd><code>{(head.HeadHash is null ? "" : Convert.ToHexStringLower(head.HeadHash))}</code></dd>
            </dl>
            <p><a href="{address}?format=json" type="application/json">{In(language, "ハッシュの対象となる JSON", "As JSON, as it is hashed")}</a></p>
            </section>

            """;
    }

    private static string EventRow(PassportEvent one, Language language)
    {
        // What is written down long after it happened deserves a second look.
        var late = one.RecordedAt - one.OccurredAt > TimeSpan.FromDays(7) ? In(language, "(後日の記録)", " (reported later)") : "";
        return $"<tr><td class=\"d\">{Html.Day(one.OccurredAt)}</td><td>{EventWords.Of(one.Type).In(language)}</td><td class=\"d\">{Html.Day(one.RecordedAt)}{late}</td></tr>\n";
    }
}
