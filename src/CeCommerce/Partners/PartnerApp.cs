using System.Collections.Immutable;
using CeCommerce.Platform;
using OpenIddict.EntityFrameworkCore.Models;

namespace CeCommerce.Partners;

/// <summary>Identifies a partner app.</summary>
public readonly record struct PartnerAppId(Guid Value) : ITypedId<PartnerAppId>
{
    public static string Prefix => "app";

    public static PartnerAppId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// A program that may ask for access tokens: an OpenIddict application (client id, hashed secret, permissions) that
/// also knows for whom it works.
/// </summary>
internal sealed class PartnerApp : OpenIddictEntityFrameworkCoreApplication<Guid, UnusedAuthorization, UnusedToken>
{
    public Role Role { get; init; }

    /// <summary>The tenant of an operator's or refurbisher's app.</summary>
    public Guid? OperatorId { get; init; }

    /// <summary>May exchange the id of one of its consumers for a token in that consumer's name.</summary>
    public bool MayActForConsumers { get; init; }

    /// <summary>May only send GraphQL documents that were registered beforehand.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>What its tokens can be granted at most.</summary>
    public string[] Scopes { get; init; } = [];

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>From then on it gets no tokens.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>
    /// The scopes of a token: those that were asked for, or all, within what the app has. A consumer-facing app that
    /// names no consumer speaks for nobody: it reads the catalogue and nothing else.
    /// </summary>
    /// <param name="asked">Those asked for; all when empty.</param>
    /// <param name="catalogue">What may be done in nobody's name.</param>
    /// <param name="forConsumer">Whether the token is in a consumer's name.</param>
    public ImmutableArray<string> Grant(ImmutableArray<string> asked, IReadOnlySet<string> catalogue, bool forConsumer)
    {
        IEnumerable<string> granted = asked.IsDefaultOrEmpty ? Scopes : Scopes.Where(asked.Contains);
        return [.. Role == Role.Consumer && !forConsumer ? granted.Where(catalogue.Contains) : granted];
    }
}

/// <summary>OpenIddict's model names an entity for stored authorizations; ours are never stored, so it has no table.</summary>
internal sealed class UnusedAuthorization : OpenIddictEntityFrameworkCoreAuthorization<Guid, PartnerApp, UnusedToken>;

/// <summary>Tokens are signed and verified locally, never stored, so it has no table.</summary>
internal sealed class UnusedToken : OpenIddictEntityFrameworkCoreToken<Guid, PartnerApp, UnusedAuthorization>;
