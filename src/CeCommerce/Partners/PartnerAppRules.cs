using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using Allowed = OpenIddict.Abstractions.OpenIddictConstants.Permissions;
using GrantTypes = OpenIddict.Abstractions.OpenIddictConstants.GrantTypes;

namespace CeCommerce.Partners;

/// <summary>What makes sense as a partner app.</summary>
internal static class PartnerAppRules
{
    private const int LongestName = 80;

    public static UserError? Check(PartnerAppRequest request, Scopes scopes)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return new PartnerAppNameInvalid("input", "name");
        }

        var hasTenant = request.Role is Role.Operator or Role.Refurbisher;
        if (hasTenant != request.OperatorId is not null)
        {
            return hasTenant
                ? new PartnerAppOperatorMissing(request.Role, "input", "operatorId")
                : new PartnerAppOperatorUnwanted(request.Role, "input", "operatorId");
        }

        if (request.MayActForConsumers && request.Role != Role.Consumer)
        {
            return new PartnerAppCannotActForConsumers(request.Role, "input", "mayActForConsumers");
        }

        return CheckScopes(request, scopes);
    }

    /// <summary>In OpenIddict's words: which endpoint, grant types and scopes the app may use; its own column is JSON.</summary>
    public static string Permissions(IEnumerable<string> scopes, bool mayActForConsumers)
    {
        List<string> granted = [Allowed.Endpoints.Token, Allowed.GrantTypes.ClientCredentials];
        if (mayActForConsumers)
        {
            granted.Add(Allowed.Prefixes.GrantType + GrantTypes.TokenExchange);
        }

        return JsonSerializer.Serialize(granted.Concat(scopes.Select(scope => Allowed.Prefixes.Scope + scope)));
    }

    private static PartnerAppScopeRefused? CheckScopes(PartnerAppRequest request, Scopes scopes)
    {
        var allowed = scopes.Of(request.Role);
        IReadOnlyList<string> listed = [.. scopes.All.Where(allowed.Contains)];
        if (request.Scopes is null)
        {
            return null;
        }

        if (request.Scopes.Count == 0)
        {
            return new PartnerAppScopeRefused("", listed, "input", "scopes");
        }

        return request.Scopes.FirstOrDefault(scope => !allowed.Contains(scope)) is { } wrong
            ? new PartnerAppScopeRefused(wrong, listed, "input", "scopes")
            : null;
    }
}
