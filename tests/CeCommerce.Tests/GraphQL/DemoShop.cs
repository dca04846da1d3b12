using System.Runtime.CompilerServices;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.GraphQL;

/// <summary>Identifies a <see cref="Toy"/>.</summary>
public readonly record struct ToyId(Guid Value) : ITypedId<ToyId>
{
    public static string Prefix => "toy";

    public static ToyId From(Guid value) => new(value);
}

/// <summary>Whether a toy is whole.</summary>
public enum ToyState
{
    /// <summary>Nothing is missing.</summary>
    AllThere,

    /// <summary>Something is missing.</summary>
    PartsMissing,
}

/// <summary>A toy on the shelf of the demonstration shop.</summary>
public sealed class Toy
{
    /// <summary>The identifier.</summary>
    public ToyId Id { get; init; }

    /// <summary>What it is called.</summary>
    public LocalText Name { get; set; } = new("", "");

    /// <summary>What it costs.</summary>
    public Money Price { get; set; }

    /// <summary>Whether it is whole.</summary>
    public ToyState State { get; init; }

    /// <summary>When it was put on the shelf.</summary>
    public DateTimeOffset ShelvedAt { get; init; }

    /// <summary>The day it was made, when known.</summary>
    public DateOnly? MadeOn { get; init; }

    public long Secret { get; init; }
}

/// <summary>Who made a toy.</summary>
/// <param name="Name">The maker's name.</param>
public sealed record Maker(string Name);

public sealed class ToyType : ObjectGraphType<Toy>
{
    public ToyType()
    {
        Name = "Toy";
        Field(x => x.Id);
        Field(x => x.Name);
        Field(x => x.Price);
        Field(x => x.State);
        Field(x => x.ShelvedAt);
        Field(x => x.MadeOn, nullable: true);
        Field(x => x.Secret).Description("What the shop paid for it.").Allow(Role.Platform);
        Field<MakerObject>("maker").Description("Who made it.").Resolve(x => x.RequestServices!.GetRequiredService<MakerLoader>().Load(x.Source.Id));
    }
}

public sealed class MakerObject : ObjectGraphType<Maker>
{
    public MakerObject()
    {
        Name = "Maker";
        Field(x => x.Name);
    }
}

public sealed class MakerLoader : BatchLoader<ToyId, Maker>
{
    public static int Batches { get; set; }

    protected override Task<IReadOnlyDictionary<ToyId, Maker>> LoadAsync(IReadOnlyCollection<ToyId> keys, CancellationToken cancellation)
    {
        Batches++;
        return Task.FromResult<IReadOnlyDictionary<ToyId, Maker>>(keys.ToDictionary(key => key, _ => new Maker("木工所")));
    }
}

/// <summary>The price is not one that a toy can have.</summary>
/// <param name="Lowest">The lowest price that is accepted.</param>
public sealed record ToyPriceInvalid(Money Lowest) : UserError("input", "price")
{
    public override string Code => "TOY_PRICE_INVALID";

    public override LocalText Message => new($"価格は{Lowest}以上にしてください。", $"The price must be {Lowest} or more.");
}

/// <summary>A new price for a toy.</summary>
public sealed record RepriceToyInput
{
    /// <summary>Which toy.</summary>
    public required ToyId Id { get; init; }

    /// <summary>The new price.</summary>
    public required Money Price { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Toy">The toy with its new price; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
public sealed record RepriceToyPayload(Toy? Toy, IReadOnlyList<IUserError> Errors);

public sealed class ToyQueries
{
    /// <summary>Greets.</summary>
    /// <param name="name">Whom to greet.</param>
    [Public]
    public static string Hello(string? name = null) => $"こんにちは、{name ?? "世界"}";

    /// <summary>One toy by its identifier.</summary>
    /// <param name="id">The toy's identifier.</param>
    [Public]
    public static Toy? Toy(ToyId id) => DemoShop.Toys.Find(toy => toy.Id == id);

    /// <summary>All toys, oldest first.</summary>
    [Public]
    public static Task<Page<Toy>> Toys(PageArguments page) => Keyset.For<Toy>("oldest").Ascending(x => x.ShelvedAt).ThenAscending(x => x.Id)
        .PageAsync(DemoShop.Toys.AsQueryable(), page);

    /// <summary>Who asks, as the server sees it.</summary>
    [Allow]
    public static string Me(Caller caller) => caller.Name;

    /// <summary>The books of the shop.</summary>
    [Allow(Role.Platform, Role.Auditor, Scope = "books:read")]
    public static int Books() => 3;

    /// <summary>Breaks.</summary>
    [Public]
    public static string Broken() => throw new InvalidOperationException("a secret detail");
}

public sealed class ToyMutations
{
    /// <summary>Gives a toy another price.</summary>
    /// <param name="input">Which toy and what price.</param>
    [Allow(Role.Operator)]
    public static RepriceToyPayload RepriceToy(RepriceToyInput input)
    {
        if (input.Price.Amount < 100)
        {
            return new RepriceToyPayload(null, [new ToyPriceInvalid(Money.Jpy(100))]);
        }

        var toy = DemoShop.Toys.Find(toy => toy.Id == input.Id);
        if (toy is not null)
        {
            toy.Price = input.Price;
        }

        return new RepriceToyPayload(toy, []);
    }
}

/// <summary>One tick of the shop's clock.</summary>
/// <param name="Number">Counts from one.</param>
public sealed record Tick(int Number);

public sealed class ToySubscriptions
{
    /// <summary>Ticks.</summary>
    /// <param name="count">How often.</param>
    /// <param name="everyMilliseconds">How long between two ticks.</param>
    [Public]
    public static async IAsyncEnumerable<Tick> Ticks(
        int count = 1000, int everyMilliseconds = 20, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var number = 1; number <= count; number++)
        {
            yield return new Tick(number);
            await Task.Delay(everyMilliseconds, cancellation);
        }
    }

    /// <summary>Ticks that need a token.</summary>
    [Allow(Role.Operator)]
    public static IAsyncEnumerable<Tick> PrivateTicks(CancellationToken cancellation) => Ticks(3, 10, cancellation);
}

internal static class DemoShop
{
    private static readonly DateTimeOffset Opening = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(9));

    public static List<Toy> Toys { get; } = [.. Enumerable.Range(0, 50).Select(i => new Toy
    {
        Id = TypedId.New<ToyId>(Opening.AddMinutes(i)),
        Name = new LocalText($"木馬{i}", $"Horse {i}"),
        Price = Money.Jpy(1000 + i),
        State = i % 2 == 0 ? ToyState.AllThere : ToyState.PartsMissing,
        ShelvedAt = Opening.AddMinutes(i / 3),
        Secret = i,
    })];

    public static IServiceCollection AddDemoShop(this IServiceCollection services) => services
        .AddScoped<MakerLoader>()
        .AddGraphQLParts(parts => parts
            .Queries<ToyQueries>().Mutations<ToyMutations>().Subscriptions<ToySubscriptions>()
            .Type<Toy, ToyType>().Enum<ToyState>().Error<ToyPriceInvalid>()
            .Node<Toy, ToyId>((ids, _, _) => Task.FromResult<IReadOnlyDictionary<ToyId, Toy>>(
                Toys.Where(toy => ids.Contains(toy.Id)).ToDictionary(toy => toy.Id))));
}
