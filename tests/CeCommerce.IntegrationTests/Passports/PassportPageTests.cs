using System.Net;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Passports;
using CeCommerce.Tests.Passports.Barcode;
using ZXing;
using ZXing.Common;

namespace CeCommerce.IntegrationTests.Passports;

/// <summary>The page of a passport and the codes that lead to it.</summary>
public sealed class PassportPageTests(TestServer server) : PublicDoorTests(server)
{
    [Theory]
    [InlineData("qr.png")]
    [InlineData("datamatrix.png")]
    public async Task A_printed_code_reads_as_theLink_alone(string picture)
    {
        var answer = await AskAsync($"{Home}/passports/{Unit}/{picture}");
        Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Link, Read(await answer.Content.ReadAsByteArrayAsync(Stop)));
        var drawn = await AskAsync($"{Home}/passports/{Unit}/{picture.Replace("png", "svg", StringComparison.Ordinal)}");
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (drawn.StatusCode, drawn.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task What_was_never_offered_is_nobody_elses_business()
    {
        var draft = await Sales.DraftAsync(Sales.Refurbisher, Sales.Item(("gtin", Jan)));
        var passport = PassportId.Of(ItemId.From(Shop.Uuid(draft.GetProperty("item"))));
        await Shop.UntilAsync(() => Task.FromResult(Sales.Scalar("SELECT head_seq FROM passports.passports WHERE id = $1", passport.Value) is > 0L));
        foreach (var door in new[] { "", "/qr.svg", "/datamatrix.png" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await AskAsync($"{Home}/passports/{passport}{door}")).StatusCode);
        }

        Assert.Equal(0L, Sales.Scalar("SELECT count(*) FROM passports.identifiers WHERE passport_id = $1", passport.Value));
    }

    [Fact]
    public async Task The_page_shows_the_history_and_what_was_typed_as_text()
    {
        var (item, _) = await OfferedAsync(name: "<script>alert(1)</script>");
        var page = await PageAsync($"{Home}/passports/{item}?lang=en");
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("\\u003Cscript\\u003E", page, StringComparison.Ordinal);
        Assert.Contains("<td>Registered</td>", page, StringComparison.Ordinal);
        var json = await JsonAsync($"/passports/{item}");
        var (first, head) = (json.List("events").First(), json.GetProperty("head"));
        Assert.Equal((1L, "Registered"), (first.GetProperty("seq").GetInt64(), first.GetProperty("event").Text("type")));
        Assert.Equal(head.Text("hash"), json.List("events").Last().Text("hash"));
        Assert.Empty((await JsonAsync($"/passports/{item}?before=1")).List("events"));
    }

    private static string? Read(byte[] png)
    {
        var (grey, size) = PngPixels.Of(png);
        return new MultiFormatReader().decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, size, size, RGBLuminanceSource.BitmapFormat.Gray8))),
            new Dictionary<DecodeHintType, object> { [DecodeHintType.TRY_HARDER] = true })?.Text;
    }
}
