namespace CeCommerce.Standards;

/// <summary>A dealer's permit (古物商許可) as far as the choice among several goes.</summary>
public interface IPermit
{
    IReadOnlyList<KobutsuCategory> Categories { get; }

    /// <summary>First day; null: always.</summary>
    DateOnly? ValidFrom { get; }

    bool HoldsOn(DateOnly day);
}

/// <summary>One choice for the rules, the display with the goods and the order's confirmation.</summary>
public static class Permits
{
    /// <summary>
    /// The permit that is shown on that day: one that names the category of the goods before one that does not, of those the
    /// newest; null when none holds.
    /// </summary>
    public static T? Shown<T>(IReadOnlyList<T> permits, DateOnly day, KobutsuCategory? goods)
        where T : class, IPermit
    {
        T? shown = null;
        for (var i = 0; i < permits.Count; i++)
        {
            if (permits[i].HoldsOn(day) && (shown is null || Before(permits[i], shown, goods)))
                shown = permits[i];
        }

        return shown;
    }

    private static bool Before(IPermit one, IPermit other, KobutsuCategory? goods)
    {
        var (named, otherNamed) = (Names(one, goods), Names(other, goods));
        return named == otherNamed ? (one.ValidFrom ?? DateOnly.MinValue) > (other.ValidFrom ?? DateOnly.MinValue) : named;
    }

    private static bool Names(IPermit permit, KobutsuCategory? goods)
    {
        for (var i = 0; i < permit.Categories.Count; i++)
        {
            if (permit.Categories[i] == goods)
                return true;
        }

        return false;
    }
}
