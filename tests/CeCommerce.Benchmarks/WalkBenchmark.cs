using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using CeCommerce.Checkout;
using CeCommerce.Listings;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.Hosting.Internal;

namespace CeCommerce.Benchmarks;

/// <summary>
/// Through how many files of buying <c>placeOrder</c> runs, from its resolver to its first commit: those with a method that the runtime compiles meanwhile, in a process that
/// has placed no order before and runs no worker. What a compiler writes by itself (accessors, members of records) and constructors do not count.
/// </summary>
internal static class WalkBenchmark
{
    private const int Most = 12;

    /// <summary>As counted in the version before purchases stood above orders.</summary>
    private const string Before = "16 before purchases";

    private static readonly string[] Rooms = ["Checkout", "Orders", "Payments"];

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await CommerceProcess.RunAsync(home, "migrate");
        await ImportBenchmark.ImportAsync(home, 10);
        var (hold, digest) = await HeldAsync(home);
        var files = await WalkAsync(home, new() { HoldId = hold, ConfirmationDigest = digest, PaymentMethod = "card_success", IdempotencyKey = Guid.CreateVersion7().ToString() });
        foreach (var file in files)
        {
            Report.Say($"  {file}");
        }

        report.Add("files of Checkout, Orders and Payments in placeOrder, to its first commit", Text.Of($"{files.Count}"), Before, Text.Of($"≤ {Most}"), files.Count is > 0 and <= Most);
    }

    /// <summary>Held and shown by another process.</summary>
    private static async Task<(HoldId Hold, string Digest)> HeldAsync(StockedHome home)
    {
        await using var server = await CommerceProcess.ServeAsync(home);
        using var http = GraphQLClient.NewHttp();
        var listing = ListingId.From((await RaceBenchmark.ListingsAsync(home))[0]).ToString();
        var (hold, digest) = await Buying.AgreeAsync(new(http, server.Address, home.TokenOf("walker")), listing);
        return (TypedId.Parse<HoldId>(hold), digest);
    }

    private static async Task<IReadOnlyList<string>> WalkAsync(StockedHome home, PlaceOrderInput input)
    {
        var settings = new Settings { Environment = Environments.Development, Home = home.Directory, Database = home.ConnectionString, Clock = home.Clock, Urls = "http://127.0.0.1:0", SandboxPayments = true };
        var services = new ServiceCollection().AddLogging().AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        Features.Composition.AddServices(services, settings, () => home.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var (purchasing, orders, clock) = (scope.ServiceProvider.GetRequiredService<Purchasing>(), scope.ServiceProvider.GetRequiredService<OrdersOfPurchases>(), scope.ServiceProvider.GetRequiredService<TimeProvider>());
        _ = scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Model;
        var buyer = new Caller(Role.Consumer, "walker", null, "demo-app", new HashSet<string>());
        var committed = DateTime.MaxValue;
        using var commits = DiagnosticListener.AllListeners.Subscribe(new Commits(() => committed = committed == DateTime.MaxValue ? TimeProvider.System.GetUtcNow().UtcDateTime : committed));
        using var compiled = new Compilations();
        var payload = await OrderMutations.PlaceOrderAsync(input, buyer, purchasing, orders, clock, CancellationToken.None);
        if (payload.Order is not { State: OrderState.Paid })
        {
            throw new InvalidOperationException(payload.Errors.Count > 0 ? payload.Errors[0].Message.En : "The order was not paid.");
        }

        // The runtime tells of what it compiles a little later.
        await Task.Delay(TimeSpan.FromSeconds(2));
        return FilesOf(compiled.Until(committed));
    }

    private static IReadOnlyList<string> FilesOf(IEnumerable<int> tokens)
    {
        var assembly = typeof(OrderMutations).Assembly;
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        var reader = symbols.GetMetadataReader();
        return
        [
            .. from token in tokens.Distinct()
               where assembly.ManifestModule.ResolveMethod(token) is { } method && method is not ConstructorInfo && !method.IsDefined(typeof(CompilerGeneratedAttribute))
               let document = reader.GetMethodDebugInformation(MetadataTokens.MethodDefinitionHandle(token)).Document
               where !document.IsNil
               let path = reader.GetString(reader.GetDocument(document).Name).Replace('\\', '/').Split("/src/CeCommerce/")[^1]
               where Rooms.Contains(path.Split('/')[0])
               group path by path into paths
               orderby paths.Key
               select paths.Key,
        ];
    }

    /// <summary>The methods of the product that the runtime compiled, and when.</summary>
    private sealed class Compilations : EventListener
    {
        private const EventKeywords Jit = (EventKeywords)0x10;

        private readonly List<(DateTime At, int Token)> _methods = [];

        /// <summary>From now until then, by metadata token.</summary>
        public IReadOnlyList<int> Until(DateTime end)
        {
            lock (_methods)
            {
                return [.. _methods.Where(method => method.At <= end).Select(method => method.Token)];
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, Jit);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) == true && eventData.Payload is [_, _, _, _, uint token, _, string type, ..]
                && Rooms.Any(room => type.StartsWith($"CeCommerce.{room}", StringComparison.Ordinal)))
            {
                lock (_methods)
                {
                    _methods.Add((eventData.TimeStamp, (int)token));
                }
            }
        }
    }

    /// <summary>Calls when a transaction was committed.</summary>
    private sealed class Commits(Action committed) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key.EndsWith(".TransactionCommitted", StringComparison.Ordinal))
            {
                committed();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
