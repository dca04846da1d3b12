namespace CeCommerce.Platform;

/// <summary>A clock that starts at a chosen moment and runs on at the usual pace; timers are those of the machine.</summary>
public sealed class OffsetTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _offset = start.ToUniversalTime() - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;
}
