using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Returns;

internal sealed class ReturnMapping : IEntityTypeConfiguration<Objection>, IEntityTypeConfiguration<OrderRefund>
{
    private const string Schema = "orders";

    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.ToTable("objections", Schema);
        builder.HasKey(x => new { x.OrderId, x.Line, x.Number });
        builder.Property(x => x.Photos).HasJson();
        builder.Ignore(x => x.WordsState);
        builder.Ignore(x => x.IsRead);
        builder.HasIndex(x => x.RaisedAt).HasFilter("text <> '' OR answer IS NOT NULL OR inspection IS NOT NULL").HasDatabaseName("ix_objections_clear");
        builder.HasOne<OrderLine>().WithMany().HasForeignKey(x => new { x.OrderId, x.Line }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OrderRefund> builder)
    {
        builder.ToTable("refunds", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne<OrderLine>().WithMany().HasForeignKey(x => new { x.OrderId, x.Line }).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Amount, money => Named(money));
        builder.HasIndex(x => new { x.OrderId, x.Line }).HasDatabaseName("ix_refunds_line");
        builder.HasIndex(x => x.DecidedAt, "ix_refunds_decided").HasDatabaseName("ix_refunds_decided");
        builder.HasIndex(x => x.DecidedAt, "ix_refunds_clear").HasFilter("why IS NOT NULL").HasDatabaseName("ix_refunds_clear");
    }

    private static void Named(ComplexPropertyBuilder<Money> money)
    {
        money.Property(x => x.Amount).HasColumnName("amount");
        money.Property(x => x.Currency).HasColumnName("currency");
    }
}
