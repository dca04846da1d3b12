namespace CeCommerce.Platform.Hosting;

/// <summary>The table of features as the host sees it, so that hosting need not know any of them.</summary>
internal sealed record Composition
{
    /// <summary>Services of the server and of every command, on the database of that connection string; hosted services are started by the server only.</summary>
    public required Action<IServiceCollection, Settings, Func<string>> AddServices { get; init; }

    /// <summary>Services that only a serving process needs: workers, transports, health, telemetry.</summary>
    public required Action<IServiceCollection, Settings> AddServing { get; init; }

    /// <summary>Sections of the configuration that the server and every command read out of the environment.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>What a serving process can make before its database is there.</summary>
    public required Action<IServiceProvider> Prepare { get; init; }

    /// <summary>Middleware and endpoints.</summary>
    public required Action<WebApplication> Map { get; init; }

    public required IReadOnlyList<StartupStep> Steps { get; init; }

    /// <summary>What a command that only reads needs of these steps; writes nothing.</summary>
    public required Func<IServiceProvider, CancellationToken, Task> PrepareReading { get; init; }
}
