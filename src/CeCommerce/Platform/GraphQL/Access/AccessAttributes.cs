using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Access;

/// <summary>Writes an <see cref="AccessRule"/> onto a field; on a class, onto every field that has none of its own.</summary>
public abstract class AccessAttribute : GraphQLAttribute
{
    internal abstract AccessRule Rule { get; }

    public override void Modify(FieldType fieldType, bool isInputType)
    {
        if (!isInputType)
        {
            fieldType.Metadata[AccessRule.Key] = Rule;
        }
    }
}

/// <summary>Anybody, without a token.</summary>
public sealed class PublicAttribute : AccessAttribute
{
    internal override AccessRule Rule => AccessRule.Everyone;
}

/// <summary>Callers with one of the roles (none named: any signed-in caller) and, when given, the scope.</summary>
public sealed class AllowAttribute(params Role[] roles) : AccessAttribute
{
    /// <summary>An OAuth scope that the token needs as well, for example <c>orders:write</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>Also a consumer-facing app that names no consumer, in its own name.</summary>
    public bool Apps { get; init; }

    public IReadOnlyList<Role> Roles => roles;

    internal override AccessRule Rule => new(roles, Scope, Open: false) { Apps = Apps };
}
