namespace CeCommerce.Platform.Hosting;

/// <summary>The table of features as the host sees it, so that hosting need not know any of them.</summary>
internal sealed record Composition
{
    /// <summary>Services of the server and of every command; hosted services are started by the server only.</summary>
    public required Action<IServiceCollection, Settings, string> AddServices { get; init; }

    /// <summary>Services that only a serving process needs: workers, transports, health, telemetry.</summary>
    public required Action<IServiceCollection, Settings> AddServing { get; init; }

    /// <summary>Middleware and endpoints.</summary>
    public required Action<WebApplication> Map { get; init; }

    public required IReadOnlyList<StartupStep> Steps { get; init; }
}
