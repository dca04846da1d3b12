namespace CeCommerce.Listings.Shelf;

/// <summary>
/// One look of an edition of the rules at the whole shelf on one day. It says how far it came, so that a server that ends midway is
/// followed by another that goes on from there.
/// </summary>
public sealed class ShelfPass
{
    private ShelfPass()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Version of the edition.</summary>
    public string Edition { get; private init; } = "";

    /// <summary>In Japan.</summary>
    public DateOnly Day { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>How many listings were on the shelf when it began.</summary>
    public int Expected { get; private init; }

    /// <summary>The last listing that it looked at, by id.</summary>
    public ListingId After { get; private set; }

    public int LookedAt { get; private set; }

    /// <summary>Listings that got another verdict.</summary>
    public int Changed { get; private set; }

    /// <summary>Of these, how many came off the shelf.</summary>
    public int Paused { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    internal static ShelfPass Begin(string edition, DateOnly day, int expected, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Edition = edition, Day = day, Expected = expected, StartedAt = now };

    internal void Came(ShelfLook look) =>
        (After, LookedAt, Changed, Paused) = (look.Last, LookedAt + look.LookedAt, Changed + look.Changed, Paused + look.Paused);

    internal void Finish(DateTimeOffset now) => FinishedAt = now;
}
