using CeCommerce.Personal.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Personal;

internal sealed class PersonalMapping : IEntityTypeConfiguration<Recipient>, IEntityTypeConfiguration<RecipientVersion>, IEntityTypeConfiguration<PersonalText>, IEntityTypeConfiguration<RecipientRead>, IEntityTypeConfiguration<PersonalDataErasure>
{
    private const string Schema = "personal";

    public void Configure(EntityTypeBuilder<Recipient> builder)
    {
        builder.ToTable("recipients", Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Version).IsRowVersion();
        builder.Ignore(x => x.Owner);
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId, x.Id }).HasDatabaseName("ix_recipients_owner");
    }

    public void Configure(EntityTypeBuilder<RecipientVersion> builder)
    {
        builder.ToTable("recipient_versions", Schema);
        builder.HasKey(x => new { x.RecipientId, x.Number });
        builder.Ignore(x => x.Id);
        builder.HasOne<Recipient>().WithMany().HasForeignKey(x => x.RecipientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId }).HasDatabaseName("ix_recipient_versions_owner");
    }

    public void Configure(EntityTypeBuilder<PersonalText> builder)
    {
        builder.ToTable("texts", Schema);
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.Owner);
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId }).HasDatabaseName("ix_texts_owner");
        builder.HasIndex(x => x.KeyId).HasDatabaseName("ix_texts_key");
    }

    public void Configure(EntityTypeBuilder<RecipientRead> builder)
    {
        builder.ToTable("reads", Schema);
        builder.HasKey(x => x.Id);
        builder.HasIndex(x => new { x.RecipientId, x.Id }).HasDatabaseName("ix_reads_recipient");
        builder.HasIndex(x => x.At).HasDatabaseName("ix_reads_at");
    }

    public void Configure(EntityTypeBuilder<PersonalDataErasure> builder)
    {
        builder.ToTable("erasures", Schema);
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.ForgottenAt);
        builder.Ignore(x => x.Keys);
        builder.HasIndex(x => x.Person).HasDatabaseName("ix_erasures_person");
        builder.HasIndex(x => x.At).HasFilter("person IS NOT NULL").HasDatabaseName("ix_erasures_remembered");
        builder.HasIndex(x => x.Id).HasFilter("finished_at IS NULL").HasDatabaseName("ix_erasures_open");
    }
}
