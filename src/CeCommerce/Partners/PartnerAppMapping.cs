using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenIddict.EntityFrameworkCore.Models;

namespace CeCommerce.Partners;

/// <summary>
/// OpenIddict's application in schema <c>identity</c>. Written out instead of <c>UseOpenIddict()</c>, which would bring
/// tables for tokens, authorizations and redirect addresses that this product does not have.
/// </summary>
internal sealed class PartnerAppMapping : IEntityTypeConfiguration<PartnerApp>
{
    public void Configure(EntityTypeBuilder<PartnerApp> builder)
    {
        builder.ToTable("partner_apps", "identity", table => table.HasCheckConstraint(
            "ck_partner_apps_tenant", "(role IN ('Operator', 'Refurbisher')) = (operator_id IS NOT NULL)"));
        builder.HasKey(x => x.Id);
        builder.Property(x => x.ClientId).HasMaxLength(100).IsRequired();
        builder.HasIndex(x => x.ClientId).IsUnique().HasDatabaseName("ux_partner_apps_client_id");
        builder.Property(x => x.ConcurrencyToken).HasMaxLength(50).IsConcurrencyToken();
        builder.HasIndex(x => x.OperatorId).HasDatabaseName("ix_partner_apps_operator_id");
        builder.Ignore(x => x.Authorizations).Ignore(x => x.Tokens);
        builder.Ignore(x => x.RedirectUris).Ignore(x => x.PostLogoutRedirectUris).Ignore(x => x.ConsentType);
        builder.Ignore(x => x.DisplayNames).Ignore(x => x.JsonWebKeySet).Ignore(x => x.Settings).Ignore(x => x.Properties);
    }
}

/// <summary>
/// Scopes are a fixed vocabulary in code (<see cref="Scopes"/>); the table stands because OpenIddict looks there for a
/// scope that it does not know before it refuses it.
/// </summary>
internal sealed class ScopeMapping : IEntityTypeConfiguration<OpenIddictEntityFrameworkCoreScope<Guid>>
{
    public void Configure(EntityTypeBuilder<OpenIddictEntityFrameworkCoreScope<Guid>> builder)
    {
        builder.ToTable("scopes", "identity");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.HasIndex(x => x.Name).IsUnique().HasDatabaseName("ux_scopes_name");
        builder.Property(x => x.ConcurrencyToken).HasMaxLength(50).IsConcurrencyToken();
    }
}
