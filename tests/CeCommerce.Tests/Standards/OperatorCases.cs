using CeCommerce.Standards;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

/// <summary>The permit and its display, the shop's address, and the numbers of invoices.</summary>
internal static class OperatorCases
{
    private const string NotApplicable = RuleTests.NotApplicable;

    private static readonly LicenceFacts Books = Licence with { PermitNumber = "301234567891", Categories = [KobutsuCategory.Books] };
    private static readonly NotifiedUrlFacts Shop = new("https://shop.example.jp/meguru");

    public static readonly (string Clause, string Case, ListingFacts Listing, string Expected)[] All =
    [
        ("LS-005/display", "licence holds", Coat, "Pass"),
        ("LS-005/display", "before the display was widened to dealers without a web trade", Coat.On(2024, 3, 31), "Pass"),
        ("LS-005/display", "no licence, before the display was widened", Coat.By(one => one with { Licences = [] }).On(2024, 3, 31), "Fail"),
        ("LS-005/display", "licence without a name", Coat.By(one => one with { Licences = [Licence with { RegisteredName = "" }] }), "Fail"),
        ("LS-005/display", "no licence", Coat.By(one => one with { Licences = [] }), "Fail"),
        ("LS-005/display", "sharing is no trade in kobutsu", Coat.Shared().By(one => one with { Licences = [] }), NotApplicable),
        ("LS-005/display", "marketplace", Coat.By(one => one with { Types = [OperatorType.MarketplacePlatform], Licences = [] }), NotApplicable),
        ("OP-001/permit", "holds", Coat, "Pass"),
        ("OP-001/permit", "none", Coat.By(one => one with { Licences = [] }), "Fail"),
        ("OP-001/permit", "last day", Coat.By(one => one with { Licences = [Licence with { ValidTo = Today.AddDays(1) }] }), "Pass"),
        ("OP-001/permit", "expired", Coat.By(one => one with { Licences = [Licence with { ValidTo = Today }] }), "Fail"),
        ("OP-001/permit", "not yet", Coat.By(one => one with { Licences = [Licence with { ValidFrom = Today.AddDays(1) }] }), "Fail"),
        ("OP-001/permit",
            "renewed", Coat.By(one => one with { Licences = [Licence with { ValidTo = Today }, Licence with { ValidFrom = Today }] }), "Pass"),
        ("OP-001/permit", "rental only", Coat.Shared().By(one => one with { Types = [OperatorType.Rental], Licences = [] }), NotApplicable),
        ("OP-001/operator-type", "no type at all", Coat.By(one => one with { Types = [], Licences = [] }), "Unknown"),
        ("OP-001/operator-type", "rental that sells", Coat.By(one => one with { Types = [OperatorType.Rental], Licences = [] }), "Unknown"),
        ("OP-001/operator-type", "rental with a permit", Coat.By(one => one with { Types = [OperatorType.Rental] }), "Pass"),
        ("OP-001/operator-type", "rental that lends", Coat.Shared().By(one => one with { Types = [OperatorType.Rental], Licences = [] }), NotApplicable),
        ("OP-001/operator-type", "refurbisher", Coat.By(one => one with { Licences = [] }), NotApplicable),
        ("OP-001/format", "well formed", Coat, "Pass"),
        ("OP-001/format", "eleven digits", Coat.By(one => one with { Licences = [Licence with { PermitNumber = "30123456789" }] }), "Fail"),
        ("OP-001/format", "no such commission", Coat.By(one => one with { Licences = [Licence with { Commission = "江戸公安委員会" }] }), "Fail"),
        ("OP-001/format", "no licence", Coat.By(one => one with { Licences = [] }), NotApplicable),
        ("OP-002/categories", "some", Coat, "Pass"),
        ("OP-002/categories", "none recorded", Coat.By(one => one with { Licences = [Licence with { Categories = [] }] }), "Unknown"),
        ("OP-002/categories", "no permit", Coat.By(one => one with { Licences = [] }), NotApplicable),
        ("OP-002/category", "named", Coat, "Pass"),
        ("OP-002/category", "not named", Coat.By(one => one with { Licences = [Licence with { Categories = [KobutsuCategory.Books] }] }), "Fail"),
        ("OP-002/category",
            "named by the older of two", Coat.By(one => one with { Licences = [Books with { ValidFrom = Today }, Licence with { ValidFrom = Today.AddDays(-1) }] }), "Pass"),
        ("OP-002/category", "named by the second of two", Coat.By(one => one with { Licences = [Books, Licence] }), "Pass"),
        ("OP-002/category", "named by an ended one", Coat.By(one => one with { Licences = [Books, Licence with { ValidTo = Today }] }), "Fail"),
        ("OP-002/category", "goods nobody knows", Coat with { Category = "moon_rock" }, "Unknown"),
        ("OP-002/category", "lent", Coat.Shared(), NotApplicable),
        ("OP-002/category", "bag under leather and rubber", Bag(KobutsuCategory.LeatherRubber), "Pass"),
        ("OP-002/category", "bag under clothing", Bag(KobutsuCategory.Clothing), "Fail"),
        ("OP-002/category", "shoes under leather and rubber", Bag(KobutsuCategory.LeatherRubber) with { Category = "sneakers" }, "Pass"),
        ("OP-002/category", "shoes under clothing", Bag(KobutsuCategory.Clothing) with { Category = "leather_shoes" }, "Fail"),
        ("OP-004/url", "notified", Coat, "Pass"),
        ("OP-004/url", "below the notified address", Coat.By(one => one with { ShopUrl = "http://SHOP.example.jp/meguru/items?page=2" }), "Pass"),
        ("OP-004/url", "beside it", Coat.By(one => one with { ShopUrl = "https://shop.example.jp/meguru2" }), "Fail"),
        ("OP-004/url", "another host", Coat.By(one => one with { ShopUrl = "https://shop.example.jp.evil.example/meguru" }), "Fail"),
        ("OP-004/url", "nothing notified", Coat.By(one => one with { NotifiedUrls = [] }), "Fail"),
        ("OP-004/url", "an empty address notifies nothing", Coat.By(one => one with { NotifiedUrls = [new("https://"), new("")] }), "Fail"),
        ("OP-004/url", "last day of the notification", Coat.By(one => one with { NotifiedUrls = [Shop with { ValidTo = Today.AddDays(1) }] }), "Pass"),
        ("OP-004/url", "notification ended", Coat.By(one => one with { NotifiedUrls = [Shop with { ValidTo = Today }] }), "Fail"),
        ("OP-004/url", "first day of the notification", Coat.By(one => one with { NotifiedUrls = [Shop with { ValidFrom = Today }] }), "Pass"),
        ("OP-004/url", "notified from tomorrow", Coat.By(one => one with { NotifiedUrls = [Shop with { ValidFrom = Today.AddDays(1) }] }), "Fail"),
        ("OP-004/url", "no shop", Coat.By(one => one with { ShopUrl = null }), "Unknown"),
        ("OP-004/url", "14 days at the new address", Unnotified(Today.AddDays(-14)), NotApplicable),
        ("OP-004/url", "15 days, which is too late without a certificate", Unnotified(Today.AddDays(-15)), "Unknown"),
        ("OP-004/url", "20 days, which a certificate would allow", Unnotified(Today.AddDays(-20)), "Unknown"),
        ("OP-004/url", "21 days", Unnotified(Today.AddDays(-21)), "Fail"),
        ("OP-004/url", "nobody says since when", Unnotified(null), "Unknown"),
        ("OP-004/url", "since tomorrow", Unnotified(Today.AddDays(1)), "Unknown"),
        ("OP-004/url", "lent", Coat.Shared(), NotApplicable),
        ("OP-011/invoice-number", "valid", Coat, "Pass"),
        ("OP-011/invoice-number", "twelve digits", Coat.By(one => one with { InvoiceNumber = "T700001205000" }), "Fail"),
        ("OP-011/invoice-number", "none", Coat.By(one => one with { InvoiceNumber = null }), "Unknown"),
        ("OP-011/invoice-number", "not taxable", Coat.By(one => one with { IsTaxable = false }), NotApplicable),
        ("OP-011/invoice-number", "first day of the invoice system", Coat.On(2023, 10, 1), "Pass"),
        ("OP-011/invoice-number", "day before the invoice system", Coat.On(2023, 9, 30), NotApplicable),
        ("OP-012/corporate-number", "same", Coat, "Pass"),
        ("OP-012/corporate-number", "another company's", Coat.By(one => one with { CorporateNumber = "7010705000725" }), "Fail"),
        ("OP-012/corporate-number",
            "wrong digit", Coat.By(one => one with { CorporateNumber = "7000012050003", InvoiceNumber = "T7000012050003" }), "Fail"),
        ("OP-012/corporate-number", "none", Coat.By(one => one with { CorporateNumber = null }), "Unknown"),
        ("OP-012/corporate-number", "sole proprietor", Coat.By(one => one with { IsCorporation = false, CorporateNumber = null }), NotApplicable),
    ];

    private static ListingFacts Bag(KobutsuCategory named) => Coat.By(one => one with { Licences = [Licence with { Categories = [named] }] }) with { Category = "handbag" };

    private static ListingFacts Unnotified(DateOnly? since) => Coat.By(one => one with { NotifiedUrls = [], ShopUrlSince = since });
}
