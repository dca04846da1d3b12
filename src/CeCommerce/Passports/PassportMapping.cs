using CeCommerce.Items;
using CeCommerce.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Passports;

/// <summary>Passports are read by the model and written by SQL.</summary>
internal sealed class PassportMapping : IEntityTypeConfiguration<Passport>, IEntityTypeConfiguration<PassportEvent>, IEntityTypeConfiguration<HiddenValue>
{
    internal const string Schema = "passports";

    public void Configure(EntityTypeBuilder<Passport> builder)
    {
        builder.ToTable("passports", Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasOne<Item>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => x.ItemId).IsUnique().HasDatabaseName("ux_passports_item");
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_passports_operator");
    }

    public void Configure(EntityTypeBuilder<PassportEvent> builder)
    {
        builder.ToTable("events", Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasOne<Passport>().WithMany().HasForeignKey(x => x.PassportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.PassportId, x.Seq }).IsUnique().HasDatabaseName("ux_events_seq");
        builder.HasIndex(x => new { x.SourceSequence, x.SourcePart }).IsUnique().HasDatabaseName("ux_events_source");
    }

    public void Configure(EntityTypeBuilder<HiddenValue> builder)
    {
        builder.ToTable("hidden_values", Schema);
        builder.HasKey(x => new { x.EventId, x.Path });
        builder.HasOne<PassportEvent>().WithMany().HasForeignKey(x => x.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}
