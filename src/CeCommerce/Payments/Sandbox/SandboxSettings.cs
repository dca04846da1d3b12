using CeCommerce.Platform;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CeCommerce.Payments.Sandbox;

/// <summary>How the pretended card processor behaves.</summary>
internal sealed record SandboxSettings
{
    /// <summary>Signs webhooks; the same for all server processes on one database.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Where this server is reached, without a slash at the end; null for the address that it listens on.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>How long a payment at the counter takes.</summary>
    public TimeSpan CounterTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each webhook is delivered; processors promise at least once, never exactly once.</summary>
    public int Copies { get; init; } = 1;

    public string Secret => WebhookSecret ?? throw new InvalidOperationException("The sandbox has no webhook secret.");

    /// <summary>The secret comes from the home, or for several homes from CECOMMERCE_SANDBOX_SECRET.</summary>
    public static SandboxSettings From(Settings settings) => new()
    {
        WebhookSecret = Environment.GetEnvironmentVariable("CECOMMERCE_SANDBOX_SECRET") is { Length: > 0 } shared
            ? shared
            : settings.IsDevelopment
                ? "only-for-development"
                : throw new InvalidOperationException("Sandbox payments outside development need CECOMMERCE_SANDBOX_SECRET, a secret that all server processes share."),
    };
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
