using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>Which thing is meant by the numbers with which an operator registers it, when another had it before.</summary>
public sealed class NumberedAgainTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly TwoSellers _two = new(server);

    public ValueTask InitializeAsync() => _two.LicenceAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Numbers_stay_with_the_thing_whatever_the_next_operator_knows_of_it()
    {
        var (serial, imei) = (TwoSellers.Serial(), Imei());
        var item = _two.Shop.Item(("category", "smartphone"), ("makerSerial", serial), ("imei", imei));
        var draft = await _two.Shop.DraftAsync(_two.First, item, Shop.Offer());
        await _two.GoneAsync(draft);
        var again = await _two.Shop.DraftAsync(_two.Second, _two.Shop.Item(("category", "smartphone"), ("makerSerial", null), ("imei", imei)));
        Assert.Equal(draft.GetProperty("item").Text("id"), again.GetProperty("item").Text("id"));
        var described = await _two.Shop.DoAsync(
            "describeItem", new { id = again.GetProperty("item").Text("id"), item = _two.Shop.Item(("category", "smartphone"), ("makerSerial", TwoSellers.Serial()), ("imei", null)) }, _two.Second, "item { serials { value } }");
        Assert.Contains(imei, described.ToString(), StringComparison.Ordinal);
        Assert.Contains(serial, described.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Numbers_of_two_things_are_no_thing()
    {
        var (one, two) = (TwoSellers.Serial(), Imei());
        await _two.GoneAsync(await _two.Shop.DraftAsync(_two.First, _two.Shop.Item(("makerSerial", one))));
        await _two.GoneAsync(await _two.Shop.DraftAsync(_two.First, _two.Shop.Item(("category", "smartphone"), ("makerSerial", null), ("imei", two))));
        var payload = await _two.Shop.DoAsync("draftListing", new { item = _two.Shop.Item(("category", "smartphone"), ("makerSerial", one), ("imei", two)), offer = Shop.Offer() }, _two.Second);
        Assert.Equal("SERIAL_TAKEN", payload.Refusal().Text("code"));
        Assert.Equal(0L, _two.Shop.Scalar("SELECT count(*) FROM items.items WHERE operator_id = $1 AND id IN (SELECT item_id FROM items.serials WHERE value = $2)", _two.Shop.OperatorOf(DemoOperators.Rental), two));
    }

    [Fact]
    public async Task Its_seller_takes_a_thing_back_under_a_new_number_of_their_own_only()
    {
        var serial = TwoSellers.Serial();
        var first = await _two.PublishAsync(_two.First, serial, "BACK-1");
        await _two.SellAsync(first, _two.First, "grace");
        var again = new { item = _two.Shop.Item(("makerSerial", serial)), offer = Shop.Offer(), sourceId = "BACK-1" };
        Assert.Equal("SOURCE_ID_TAKEN", (await _two.Shop.DoAsync("draftListing", again, _two.First)).Refusal().Text("code"));
        Assert.Equal("Consumer", _two.Shop.Scalar("SELECT holder FROM items.custody WHERE item_id = $1 AND upper_inf(during)", TwoSellers.Uuid(first.GetProperty("item").Text("id"))));
        var back = await _two.PublishAsync(_two.First, serial, "BACK-2");
        Assert.Equal(first.GetProperty("item").Text("id"), back.GetProperty("item").Text("id"));
        await _two.SellAsync(back, _two.First, "heidi");
    }

    [Fact]
    public async Task Two_operators_who_register_one_thing_at_once_do_not_both_get_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var serial = TwoSellers.Serial();
            if (round % 2 == 0)
            {
                await _two.GoneAsync(await _two.Shop.DraftAsync(_two.First, _two.Shop.Item(("makerSerial", serial))));
            }

            var ends = await Task.WhenAll(new[] { _two.First, _two.Second, _two.First, _two.Second }.Select(token =>
                _two.Shop.DoAsync("draftListing", new { item = _two.Shop.Item(("makerSerial", serial)), offer = Shop.Offer() }, token)));
            Assert.Single(ends, end => end.GetProperty("errors").GetArrayLength() == 0);
            Assert.All(ends.Where(end => end.GetProperty("errors").GetArrayLength() > 0), end => Assert.Equal("SERIAL_TAKEN", end.Refusal().Text("code")));
            Assert.Equal(1L, _two.Shop.Scalar("SELECT count(DISTINCT item_id) FROM items.serials WHERE value = upper($1)", serial));
        }
    }

    [Fact]
    public async Task Serials_without_a_brand_do_not_meet_between_operators()
    {
        var serial = TwoSellers.Serial();
        await _two.Shop.DraftAsync(_two.First, _two.Shop.Item(("brand", null), ("makerSerial", serial)));
        await _two.Shop.DraftAsync(_two.Second, _two.Shop.Item(("brand", null), ("makerSerial", serial)));
        var twice = await _two.Shop.DoAsync("draftListing", new { item = _two.Shop.Item(("brand", " "), ("makerSerial", serial)), offer = Shop.Offer() }, _two.Second);
        Assert.Equal("SERIAL_TAKEN", twice.Refusal().Text("code"));
    }

    private static string Imei()
    {
        var digits = string.Concat(Enumerable.Range(0, 14).Select(_ => Random.Shared.Next(10)));
        var sum = digits.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 2)).Sum(value => value > 9 ? value - 9 : value);
        return digits + ((10 - (sum % 10)) % 10);
    }
}
