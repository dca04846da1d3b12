using CeCommerce.Platform;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CeCommerce.Payments.Sandbox;

/// <summary>How the pretended card processor behaves.</summary>
internal sealed record SandboxSettings
{
    /// <summary>Signs webhooks; the same for all server processes on one database.</summary>
    public required string Secret { get; init; }

    /// <summary>Where this server is reached, without a slash at the end; null for the address that it listens on.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>How long a payment at the counter takes.</summary>
    public TimeSpan CounterTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a transfer takes to an operator's bank.</summary>
    public TimeSpan ArrivalTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each webhook is delivered; processors promise at least once, never exactly once.</summary>
    public int Copies { get; init; } = 1;

    public static SandboxSettings From(Settings settings) => new() { Secret = settings.SandboxSecret ?? "only-for-development" };
}

/// <summary>Where this server is reached by browsers and by the sandbox itself.</summary>
internal sealed class SandboxAddress(SandboxSettings settings, IServiceProvider services)
{
    public string Base => settings.PublicUrl ?? Listening ?? "http://localhost";

    private string? Listening => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? address.Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .TrimEnd('/')
        : null;
}
