using CeCommerce.Platform;

namespace CeCommerce.Standards.Recalls;

public readonly record struct RecallId(Guid Value) : ITypedId<RecallId>
{
    public static string Prefix => "rcl";

    public static RecallId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>One recall of somebody's list: data with a day from which it holds, no part of any edition of the rules.</summary>
public sealed class Recall
{
    private readonly List<RecalledModel> _models = [];

    private Recall()
    {
    }

    public RecallId Id { get; private init; }

    /// <summary>Whose list it is on.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Its number there; unique within the list.</summary>
    public string Number { get; private init; } = "";

    public RecalledGoods Goods { get; private set; } = RecalledGoods.None;

    /// <summary>First day on which it holds.</summary>
    public DateOnly AnnouncedOn { get; private set; }

    /// <summary>First day on which it no longer holds; null while there is no end.</summary>
    public DateOnly? EndedOn { get; private set; }

    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>Which units it is found by.</summary>
    internal IReadOnlyList<RecalledModel> Models => _models;

    public uint Version { get; private set; }

    internal static Recall Add(RecallId id, string source, RecallNotice notice, DateTimeOffset now)
    {
        var recall = new Recall { Id = id, Source = source, Number = notice.Number, AddedAt = now };
        recall.State(notice);
        return recall;
    }

    internal RecallNotice AsNotice() => new(Number, Goods, AnnouncedOn, EndedOn);

    /// <summary>As the list has it now. An end that the list does not name stays.</summary>
    internal void State(RecallNotice notice)
    {
        (Goods, AnnouncedOn, EndedOn) = (notice.Goods, notice.AnnouncedOn, notice.EndedOn ?? EndedOn);
        var models = RecalledModel.Of(Id, notice.Goods);
        _models.RemoveAll(model => !models.Contains(model));
        _models.AddRange(models.Except(_models));
    }

    internal void End(DateOnly day) => EndedOn = day;
}

/// <summary>A recall as a list states it.</summary>
internal sealed record RecallNotice(string Number, RecalledGoods Goods, DateOnly AnnouncedOn, DateOnly? EndedOn);

/// <summary>Which goods are recalled, and why.</summary>
/// <param name="Brands">Brand or maker, in every spelling that goods are sold under.</param>
/// <param name="Models">Model numbers.</param>
/// <param name="SerialFrom">First serial number; null: from the first made.</param>
/// <param name="SerialTo">Last serial number; null: to the last made.</param>
/// <param name="ManufacturedFrom">First day of manufacture; units are compared by their year.</param>
/// <param name="ManufacturedTo">Last day of manufacture.</param>
/// <param name="Page">Address where the recall can be read.</param>
/// <param name="Hazard">What can happen.</param>
public sealed record RecalledGoods(
    IReadOnlyList<string> Brands, IReadOnlyList<RecallModel> Models, string? SerialFrom, string? SerialTo, DateOnly? ManufacturedFrom, DateOnly? ManufacturedTo, string Page, string? Hazard)
{
    internal static readonly RecalledGoods None = new([], [], null, null, null, null, "", null);
}

/// <summary>A model number of a recall.</summary>
/// <param name="Number">As the list has it; width, case and hyphens do not count.</param>
/// <param name="IsPrefix">Whether every model number that begins so is meant.</param>
public sealed record RecallModel(string Number, bool IsPrefix);

/// <summary>One brand and model that a recall is found by.</summary>
internal sealed record RecalledModel(RecallId RecallId, string BrandKey, string ModelKey, bool IsPrefix)
{
    public static IReadOnlyList<RecalledModel> Of(RecallId recall, RecalledGoods goods) =>
    [
        .. from brand in goods.Brands.Select(RecallKey.Of).Distinct()
           from model in goods.Models.Select(model => (Key: RecallKey.Of(model.Number), model.IsPrefix)).Distinct()
           select new RecalledModel(recall, brand, model.Key, model.IsPrefix),
    ];
}
