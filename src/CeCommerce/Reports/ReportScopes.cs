using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Reports;

/// <summary>OAuth scopes for reports.</summary>
internal static class ReportScopes
{
    public const string Read = "reports:read";
    public const string Write = "reports:write";

    public static IServiceCollection AddReportScopes(this IServiceCollection services) => services.AddScopes(new(Read, Role.Operator, Role.Auditor), new(Write, Role.Operator, Role.Auditor));
}
