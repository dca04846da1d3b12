using System.Collections.Concurrent;
using System.Text;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>Whatever is done with personal data, nothing of it stands anywhere in clear.</summary>
public sealed class NothingInClearTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] s_words = ["曼珠沙華太郎", "マンジュシャゲ", "無二無三町", "09098712345", "manjushage@example.jp"];

    private readonly Letters _letters = new(server);

    private static (string, object?)[] Words =>
    [
        ("name", s_words[0]), ("nameKana", s_words[1]), ("addressLines", new[] { "千代田区" + s_words[2] }), ("phone", s_words[3]), ("email", s_words[4]),
    ];

    [Fact]
    public async Task No_table_no_log_and_no_refusal_says_a_word_of_it()
    {
        using var heard = new Heard();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(heard);
        server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test").LogInformation("The ears are open.");
        var token = _letters.Consumer("clear");
        var key = Shop.Key();
        var id = await _letters.SavedAsync(token, [.. Words, ("idempotencyKey", key)]);
        await _letters.SavedAsync(token, [.. Words, ("idempotencyKey", key)]);
        await _letters.SavedAsync(token, [.. Words, ("recipientId", id)]);
        Assert.Equal(("READ", s_words[0]), await _letters.ReadAsync(id, token));
        await NamedAsync(token);
        await RefusedAsync(token);
        await BoughtAsync(token, id);
        await AssertNowhereAsync();

        Assert.Empty((await _letters.EraseAsync(token)).List("errors"));
        await AssertNowhereAsync();
        Assert.NotEmpty(heard.Lines);
        Assert.All(s_words, word => Assert.DoesNotContain(heard.Lines, line => line.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_walk_through_the_tables_would_notice_a_word()
    {
        _letters.Shop.Scalar("CREATE TABLE public.noticed (line jsonb, bytes bytea)");
        _letters.Shop.Scalar("INSERT INTO public.noticed VALUES ($1::jsonb, NULL)", $"\"{s_words[0]}\"");
        Assert.NotEmpty(await FoundAsync());
        _letters.Shop.Scalar("UPDATE public.noticed SET line = NULL, bytes = $1", Encoding.UTF8.GetBytes(s_words[0]));
        Assert.NotEmpty(await FoundAsync());
        _letters.Shop.Scalar("DROP TABLE public.noticed");
    }

    /// <summary>On a tax document.</summary>
    private async Task NamedAsync(string token)
    {
        var shop = _letters.Shop;
        var order = await shop.BuyAsync(await shop.PublishedAsync(shop.Refurbisher), consumer: "clear");
        var staff = shop.Token(Role.Operator, DemoOperators.Refurbisher);
        Assert.Empty((await shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, staff, "order { state }")).List("errors"));
        var named = await shop.DoAsync("requestNamedInvoice", new { orderId = order.Text("id"), name = s_words[0], idempotencyKey = Shop.Key() }, token, "invoice { addressee canonicalJson }");
        Assert.Equal(s_words[0], named.GetProperty("invoice").Text("addressee"));
        Assert.DoesNotContain(s_words[0], named.GetProperty("invoice").Text("canonicalJson"), StringComparison.Ordinal);
    }

    /// <summary>Named for a cart, agreed, bought, and read by the operator who has to send it.</summary>
    private async Task BoughtAsync(string token, string id)
    {
        var shop = _letters.Shop;
        var listing = (await shop.PublishedAsync(shop.Refurbisher)).Text("id");
        await shop.DoAsync("addToCart", new { listingIds = new[] { listing }, idempotencyKey = Shop.Key() }, token, "cart { id }");
        var named = await shop.DoAsync("setCartDelivery", new { recipientId = id, idempotencyKey = Shop.Key() }, token, "cart { recipient { id } problems { problem { code } } }");
        Assert.Equal((id, 0), (named.GetProperty("cart").GetProperty("recipient").Text("id"), named.GetProperty("cart").GetProperty("problems").GetArrayLength()));
        var shown = await shop.DoAsync("checkoutCart", new { idempotencyKey = Shop.Key() }, token, "cart { agreement { sha256 } orders { confirmation { canonicalJson } } }");
        Assert.DoesNotContain(s_words, word => shown.ToString().Contains(word, StringComparison.Ordinal));
        var agreement = shown.GetProperty("cart").GetProperty("agreement").Text("sha256");
        var bought = await shop.DoAsync("purchaseCart", new { agreement, paymentMethod = "card_success", idempotencyKey = Shop.Key() }, token, "purchase { orders { id } }");
        var order = bought.List("purchase", "orders").Single().Text("id");
        var read = await shop.AskAsync(
            "query($id: ID!) { order(id: $id) { recipient { reading { address { name } } } } }", new { id = order }, shop.Token(Role.Operator, DemoOperators.Refurbisher));
        Assert.Equal(s_words[0], read.GetProperty("order").GetProperty("recipient").GetProperty("reading").GetProperty("address").Text("name"));
        var cancelled = await shop.DoAsync("cancelOrder", new { orderId = order, reason = $"{s_words[0]}の{s_words[2]}", idempotencyKey = Shop.Key() }, token, "order { cancelReason }");
        Assert.Equal($"{s_words[0]}の{s_words[2]}", cancelled.GetProperty("order").Text("cancelReason"));
    }

    /// <summary>Wrong in every way; what comes back does not say what was sent.</summary>
    private async Task RefusedAsync(string token)
    {
        const string Save = "mutation($input: SaveRecipientInput!) { saveRecipient(input: $input) { recipient { id } errors { __typename code message path } } }";
        var answers = new List<string>
        {
            (await _letters.SaveAsync(token, ("name", s_words[0] + "\n"), ("nameKana", s_words[0]), ("postalCode", s_words[0]), ("prefectureCode", s_words[0]), ("phone", s_words[0] + "x"), ("email", s_words[4] + "@"), ("addressLines", new[] { s_words[2] + "\u202e" }))).ToString(),
            (await _letters.SaveAsync(token, [.. Words, ("idempotencyKey", s_words[0])])).ToString(),
            (await server.GraphQLAsync(Save, new { input = Letters.Address(("name", new[] { s_words[0] }), ("postalCode", new { x = s_words[0] })) }, token)).ToString(),
        };
        Assert.All(answers, answer => Assert.All(s_words, word => Assert.DoesNotContain(word, answer, StringComparison.Ordinal)));
    }

    private async Task AssertNowhereAsync() => Assert.Empty(await FoundAsync());

    private Task<List<string>> FoundAsync() => InClear.FoundAsync(server.ConnectionString, s_words);

    /// <summary>Everything that the server logs, with what was thrown.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            _lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {state} {exception}");

        public void Dispose()
        {
        }
    }
}
