using CeCommerce.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Invoices.Agency;

internal sealed class AgencyMapping : IEntityTypeConfiguration<PlatformIssuer>, IEntityTypeConfiguration<RegistrationNotice>, IEntityTypeConfiguration<SellerCopy>
{
    private const string Schema = "invoices";

    public void Configure(EntityTypeBuilder<PlatformIssuer> builder)
    {
        builder.ToTable("platform_issuers", Schema);
        builder.HasKey(x => x.From);
    }

    public void Configure(EntityTypeBuilder<RegistrationNotice> builder)
    {
        builder.ToTable("registration_notices", Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => x.OperatorId).IsUnique().HasFilter("revoked_at IS NULL").HasDatabaseName("ux_registration_notices_live");
        builder.HasIndex(x => new { x.OperatorId, x.NotifiedAt }).HasDatabaseName("ix_registration_notices_operator");
    }

    public void Configure(EntityTypeBuilder<SellerCopy> builder)
    {
        builder.ToTable("seller_copies", Schema);
        builder.HasKey(x => x.InvoiceId);
        builder.HasOne<Invoice>().WithOne().HasForeignKey<SellerCopy>(x => x.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OperatorId, x.InvoiceId }).HasDatabaseName("ix_seller_copies_operator");
    }
}
