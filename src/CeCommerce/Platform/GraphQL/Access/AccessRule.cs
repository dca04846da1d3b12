using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Access;

/// <summary>Who may read a field. Rows are another matter: which of them a caller sees is part of each query.</summary>
/// <param name="Roles">Any of these; empty means every authenticated caller.</param>
/// <param name="Scope">Needed as well, when given.</param>
/// <param name="Open">True when nobody needs to sign in.</param>
public sealed record AccessRule(IReadOnlyList<Role> Roles, string? Scope, bool Open)
{
    internal const string Key = "access";

    public static readonly AccessRule Everyone = new([], null, Open: true);

    /// <summary>Also an app that names no consumer, if its token has the scope.</summary>
    public bool Apps { get; init; }

    internal static AccessRule? Of(IProvideMetadata member) => member.GetMetadata<AccessRule?>(Key, (AccessRule?)null);

    /// <summary>Null when the caller may; otherwise what to answer.</summary>
    internal RequestFault? Refusal(Caller caller, string field)
    {
        if (Open)
        {
            return null;
        }

        if (Apps && caller is { Role: null, ClientId: not null })
        {
            return HasScope(caller) ? null : Forbidden(field);
        }

        if (caller.Role is not { } role)
        {
            return new RequestFault("UNAUTHENTICATED", new LocalText(
                $"{field} を使うにはアクセストークンが必要です。", $"{field} needs an access token."));
        }

        return (Roles.Count == 0 || Roles.Contains(role)) && HasScope(caller) ? null : Forbidden(field);
    }

    private bool HasScope(Caller caller) => Scope is null || caller.Scopes.Contains(Scope);

    private RequestFault Forbidden(string field)
    {
        var needed = string.Join(" ", new[] { string.Join(" / ", Roles), Scope }.Where(part => !string.IsNullOrEmpty(part)));
        return new RequestFault("FORBIDDEN", new LocalText(
            $"{field} を使う権限がありません（必要な役割・スコープ: {needed}）。", $"This caller may not use {field}; it needs {needed}."));
    }
}
