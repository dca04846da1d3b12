using System.Collections.Frozen;

namespace CeCommerce.Platform.Identity;

/// <summary>An OAuth scope: what a token lets its bearer read or change. Features register theirs with <see cref="Scopes"/>.</summary>
/// <param name="Name">As it stands in a token, such as <c>orders:write</c>.</param>
/// <param name="Roles">Whose apps may have it; those who run the platform may have every one.</param>
internal sealed record Scope(string Name, params Role[] Roles)
{
    /// <summary>Part of the catalogue: granted also to a consumer-facing app that names no consumer and so speaks for nobody.</summary>
    public bool WithoutConsumer { get; init; }
}

/// <summary>All scopes of the product, as its features registered them.</summary>
internal sealed class Scopes
{
    /// <summary>Running the platform itself: partner apps, suspensions.</summary>
    public const string Platform = "platform";

    private readonly FrozenDictionary<Role, FrozenSet<string>> _ofRoles;

    public Scopes(IEnumerable<Scope> registered)
    {
        List<Scope> all = [new(Platform), .. registered];
        All = [.. all.Select(scope => scope.Name).Order(StringComparer.Ordinal)];
        WithoutConsumer = Named(all.Where(scope => scope.WithoutConsumer));
        _ofRoles = Enum.GetValues<Role>().ToFrozenDictionary(
            role => role, role => Named(all.Where(scope => role == Role.Platform || scope.Roles.Contains(role))));
    }

    /// <summary>Every scope by its name, in alphabetical order.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>What a consumer-facing app may do in nobody's name.</summary>
    public IReadOnlySet<string> WithoutConsumer { get; }

    /// <summary>The most that an app of this role may have; an app can be registered with less.</summary>
    public IReadOnlySet<string> Of(Role role) => _ofRoles[role];

    private static FrozenSet<string> Named(IEnumerable<Scope> scopes) => scopes.Select(scope => scope.Name).ToFrozenSet(StringComparer.Ordinal);
}
