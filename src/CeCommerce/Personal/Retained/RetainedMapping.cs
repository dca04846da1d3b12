using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Personal.Retained;

internal sealed class RetainedMapping : IEntityTypeConfiguration<RetainedText>
{
    public void Configure(EntityTypeBuilder<RetainedText> builder)
    {
        builder.ToTable("retained_texts", "personal");
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.FileDigest);
        builder.HasIndex(x => x.Person).HasDatabaseName("ix_retained_texts_person");
        builder.HasIndex(x => x.File).HasDatabaseName("ix_retained_texts_file");
        builder.HasIndex(x => x.RetainedUntil).HasFilter("sealed IS NOT NULL").HasDatabaseName("ix_retained_texts_until");
    }
}
