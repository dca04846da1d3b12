using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Platform;

namespace CeCommerce.Orders.Arrival;

/// <summary>What a buyer looks at when a unit has come.</summary>
public enum ArrivalPoint
{
    /// <summary>It is free of an earlier owner's account and locks.</summary>
    LockOff,

    /// <summary>Its battery is sound.</summary>
    Battery,

    /// <summary>It bears the serial number that it was sold with.</summary>
    Serial,

    /// <summary>Condition and accessories are as described.</summary>
    AsDescribed,
}

/// <summary>Which points are looked at for which goods, from when until when: data of the product, in arrival-points.json.</summary>
internal static class ArrivalPoints
{
    private const string Resource = "CeCommerce.Orders.Arrival.arrival-points.json";
    private const string AllGoods = "*";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<ArrivalPoint>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    private static readonly Lazy<PointList> s_all = new(Read);

    /// <summary>All of the list, for a test to hold against the catalogue.</summary>
    internal static IReadOnlyList<PointOfGoods> All => s_all.Value.Points;

    /// <summary>What is asked about the units of an order that nobody has anything against, as it stood on the day of the order.</summary>
    public static IReadOnlyList<ArrivalCheck> Of(Order order)
    {
        var day = Tokyo.DayOf(order.PlacedAt);
        return
        [
            .. from line in order.Lines
               where line.State == Returns.LineState.Sold
               from point in All
               where point.IsAsked(line.Snapshot.Model.Category, day)
               select new ArrivalCheck(line.Number, point.Point, new(point.Ja, point.En)),
        ];
    }

    private static PointList Read()
    {
        using var stream = typeof(ArrivalPoints).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<PointList>(stream, Strict)!;
    }

    /// <param name="ValidFrom">Inclusive; null for ever.</param>
    /// <param name="ValidTo">Exclusive; null for ever.</param>
    internal sealed record PointOfGoods(ArrivalPoint Point, IReadOnlyList<string> Goods, DateOnly? ValidFrom, DateOnly? ValidTo, string Ja, string En)
    {
        public bool IsAsked(string category, DateOnly day) => !(day < ValidFrom) && !(day >= ValidTo) && (Goods.Contains(category) || Goods.Contains(AllGoods));
    }

    private sealed record PointList(string Source, IReadOnlyList<PointOfGoods> Points);
}

/// <summary>A point to look at when a unit has come.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Point">What to look at.</param>
/// <param name="Question">To be answered with yes.</param>
internal sealed record ArrivalCheck(int Line, ArrivalPoint Point, LocalText Question)
{
    /// <summary>When the buyer said yes; null as long as they did not.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
}
