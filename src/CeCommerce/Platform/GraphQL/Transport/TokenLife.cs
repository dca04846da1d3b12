namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Watches the token of a caller who stays connected.</summary>
internal static class TokenLife
{
    /// <summary>Timers count this process's time, not the clock's: one that is set right or a machine that slept is noticed after this long.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Ends when the token does; never for an anonymous caller.</summary>
    public static async Task EndAsync(Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        if (caller.ExpiresAt is not { } end)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return;
        }

        for (var left = end - clock.GetUtcNow(); left > TimeSpan.Zero; left = end - clock.GetUtcNow())
        {
            await Task.Delay(left < Step ? left : Step, cancellation);
        }
    }

    public static bool HasEnded(Caller caller, TimeProvider clock) => caller.ExpiresAt <= clock.GetUtcNow();
}
