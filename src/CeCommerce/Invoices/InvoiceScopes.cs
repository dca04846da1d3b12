using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Invoices;

/// <summary>OAuth scopes for tax documents.</summary>
internal static class InvoiceScopes
{
    public const string Read = "invoices:read";
    public const string Write = "invoices:write";

    public static IServiceCollection AddInvoiceScopes(this IServiceCollection services) => services.AddScopes(
        new(Read, Role.Consumer, Role.Operator, Role.Auditor),
        new(Write, Role.Consumer, Role.Operator));
}
