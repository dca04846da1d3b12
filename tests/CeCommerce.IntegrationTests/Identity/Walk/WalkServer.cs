using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>Lets documents cost whatever they cost: the walk is about who may see what.</summary>
public sealed class WalkServer(TestCluster cluster) : IAsyncLifetime
{
    private const int Plenty = 1_000_000_000;

    public TestServer Server { get; } = new(cluster) { Limits = new() { MaxCost = Plenty, BucketSize = Plenty, BucketRefillPerSecond = Plenty } };

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
