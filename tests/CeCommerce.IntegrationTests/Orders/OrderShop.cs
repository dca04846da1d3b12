using CeCommerce.Checkout;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>
/// A database of its own with one operator, and as many server processes over it as a test wants: each is a container with
/// its own connections. The clock is the test's.
/// </summary>
public sealed class OrderShop(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestDatabase _database = new(cluster);
    private readonly TemporaryHome _home = new();
    private readonly List<ServiceProvider> _servers = [];
    private Operator _operator = null!;

    internal FakeTimeProvider Clock { get; } = new(TestClock.Today.ToUniversalTime());

    internal IServiceProvider Server { get; private set; } = null!;

    internal string ConnectionString => _database.ConnectionString;

    internal string Home => _home.Path;

    internal NpgsqlDataSource Source => _database.Source;

    internal Settings Settings => TestSettings.With(ConnectionString, Home, Clock);

    internal Caller Staff => StaffOf(_operator);

    internal static Caller Stranger => new(Role.Operator, null, Guid.CreateVersion7(), "back-office", new HashSet<string>());

    public static Caller Consumer(string id = "alice") => new(Role.Consumer, id, null, "app", new HashSet<string>());

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        Server = Start();
        _operator = await RegisterAsync("shop");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _database.DisposeAsync();
        _home.Dispose();
    }

    internal static Caller StaffOf(Operator seller) => new(Role.Operator, null, seller.Id.Value, "back-office", new HashSet<string>());

    /// <summary>One more operator who may sell.</summary>
    internal Task<Operator> RegisterAsync(string code) => On(async (CommerceDatabase database) =>
    {
        var now = Clock.GetUtcNow();
        var seller = Operator.Register(TypedId.New<OperatorId>(now), code, Profile(), now);
        seller.Hold(new("301234567890", 13, [KobutsuCategory.MachinesTools], "株式会社まわる", new(2020, 1, 1), null), now);
        seller.Notify(new("https://mawaru.example", new(2020, 1, 1), null), now);
        database.Add(seller);
        await database.SaveChangesAsync();
        return seller;
    });

    /// <summary>Another server process; <paramref name="change"/> replaces services of the outside world.</summary>
    internal IServiceProvider Start(Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        Features.Composition.AddServices(services, Settings, () => ConnectionString);
        change?.Invoke(services);
        var server = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _servers.Add(server);
        return server;
    }

    /// <summary>A server whose questions about some charges end in an error.</summary>
    internal IServiceProvider StartTroubled(Func<string, Exception?> trouble) =>
        Start(services => services.AddSingleton<IPaymentGateway>(provider => new TroubledGateway(provider, trouble)));

    internal Task<T> On<TService, T>(Func<TService, Task<T>> work, IServiceProvider? server = null)
        where TService : notnull => In(services => work(services.GetRequiredService<TService>()), server);

    internal async Task<T> In<T>(Func<IServiceProvider, Task<T>> work, IServiceProvider? server = null)
    {
        await using var scope = (server ?? Server).CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    internal async Task<object?> Scalar(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the books say of the order's payment.</summary>
    internal async Task<IReadOnlyList<(string Account, long Amount)>> Entries(OrderId id)
    {
        await using var command = Source.CreateCommand(
            """
            SELECT a.kind, e.amount FROM payments.payments p JOIN payments.movements m ON m.cause_kind = 'pay' AND m.cause_id = p.id
            JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id WHERE p.order_id = $1
            """);
        command.Parameters.Add(new() { Value = id.Value });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var entries = new List<(string, long)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            entries.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return entries;
    }

    /// <summary>Lets the holds of earlier tests run out, so that they do not count against this one's limit.</summary>
    internal void NextHour() => Clock.Advance(TimeSpan.FromHours(1));

    /// <summary>A published listing of a new item, which has a serial number when a test asks for one.</summary>
    internal Task<ListingId> Shelve(Func<Offer, Offer>? change = null, Operator? by = null, bool numbered = false) => In(async services =>
    {
        var (seller, staff) = (by ?? _operator, StaffOf(by ?? _operator));
        var (database, listings) = (services.GetRequiredService<CommerceDatabase>(), services.GetRequiredService<ListingService>());
        var now = Clock.GetUtcNow();
        var item = Item.Register(TypedId.New<ItemId>(now), seller.Id, null, Driver(seller.Id, numbered), now);
        database.Add(item);
        var listing = (await listings.DraftAsync(staff, item, (change ?? (offer => offer))(Sale), null, default)).Value!;
        var published = await listings.PublishAsync(staff, listing.Id, default);
        Assert.True(published.Error is null, JsonColumn.Write(listing.Compliance!));
        return listing.Id;
    });

    internal Task<Listing> Listing(ListingId id) =>
        On((CommerceDatabase database) => database.Set<Listing>().AsNoTracking().SingleAsync(x => x.Id == id));

    internal Task<Order> Order(OrderId id) =>
        On((CommerceDatabase database) => database.Set<Order>().AsNoTracking().SingleAsync(x => x.Id == id));

    internal Task<Payment> Payment(OrderId id) =>
        On((CommerceDatabase database) => database.Set<Payment>().AsNoTracking().SingleAsync(x => x.PurposeId == id.Value));

    internal async Task<bool> Unsettled(OrderId id) => (await Payment(id)).Unsettled;

    internal Task<Outcome<Hold>> Hold(ListingId id, Caller? who = null, string? key = null, IServiceProvider? server = null) =>
        On((HoldService holds) => holds.HoldAsync(who ?? Consumer(), id, key ?? Key(), default), server);

    internal Task<Outcome<Hold>> Checkout(HoldId id, Caller? who = null, string? label = null, IServiceProvider? server = null) =>
        On((HoldService holds) => holds.CheckoutAsync(who ?? Consumer(), id, label, default), server);

    internal Task<Outcome<Order>> Place(Hold hold, string method = "card_success", string? key = null, Caller? who = null, IServiceProvider? server = null) =>
        Buy([hold], hold.ConfirmationDigest!, method, key, who, server);

    /// <summary>Ordered as <c>placeOrder</c> does, but for one or more holds; the order of the first contract.</summary>
    internal Task<Outcome<Order>> Buy(
        IReadOnlyList<Hold> holds, string digest, string method = "card_success", string? key = null, Caller? who = null, IServiceProvider? server = null) => In(
        async services =>
        {
            var request = new PurchaseRequest([.. holds.Select(hold => hold.Id)], digest, method, key ?? Key());
            var placed = await services.GetRequiredService<Purchasing>().PlaceAsync(who ?? Consumer(), request, default);
            return await services.GetRequiredService<OrdersOfPurchases>().OnlyAsync(placed, default);
        },
        server);

    /// <summary>Held and shown, ready to be ordered.</summary>
    internal async Task<Hold> Ready(ListingId? id = null, Caller? who = null)
    {
        var hold = (await Hold(id ?? await Shelve(), who)).Value!;
        return (await Checkout(hold.Id, who)).Value!;
    }

    internal async Task<Order> Paid(string method = "card_success", Caller? who = null) => (await Place(await Ready(who: who), method, who: who)).Value!;

    internal static string Key() => Guid.CreateVersion7().ToString();

    internal static readonly Offer Sale = new(
        ListingKind.Reuse,
        "インパクトドライバ 😀",
        "動作確認済み",
        Money.Jpy(19_800),
        null,
        new(
            Money.Jpy(1_100), [], PaymentTiming.AtOrder, [PaymentMethod.Card, PaymentMethod.ConvenienceStore], 3, null,
            "商品到着後8日以内は返品可（送料は購入者負担）", 30),
        []);

    private ItemDescription Driver(OperatorId seller, bool numbered)
    {
        var today = Tokyo.DayOf(Clock.GetUtcNow());
        return new(
            new(null, "Makita", "充電式インパクトドライバ", "TD172D", "power_tool"),
            new(FunctionalGrade.F5, CosmeticGrade.A, GradeScheme.Rmj2),
            ItemFacts.Of(
            [
                Fact.Of(FactCode.ManufactureYear, 2022, FactSource.Inspection, today),
                Fact.Of(FactCode.PseMark, PseMark.Diamond, FactSource.Inspection, today),
                Fact.Of(FactCode.PseNotifier, "マキタ", FactSource.Inspection, today),
                Fact.Of(FactCode.RecallCheckedOn, today, FactSource.Inspection, today),
                Fact.Of(FactCode.RecallResult, RecallResult.None, FactSource.Inspection, today),
                Fact.Of(FactCode.TestRecord, "打撃・回転 各10分", FactSource.Inspection, today),
            ]),
            "13",
            numbered ? [SerialNumber.Maker(seller, "Makita", Guid.CreateVersion7().ToString("N"))] : []);
    }

    private static OperatorProfile Profile() => new(
        "株式会社まわる", "まわる堂", true, "1010001112577", true, "T1010001112577", "https://mawaru.example",
        [OperatorType.Refurbisher, OperatorType.InventoryReuse],
        new("100-0001", "東京都千代田区千代田1-1", "03-0000-0000", "山田太郎", "shop@mawaru.example", null));
}
