using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Import.Jobs;

internal sealed class ImportMapping : IEntityTypeConfiguration<ImportJob>, IEntityTypeConfiguration<ImportedRow>, IEntityTypeConfiguration<WaitingImport>
{
    private const string Schema = "listings";

    public void Configure(EntityTypeBuilder<ImportJob> builder)
    {
        builder.ToTable("import_jobs", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Counts, counts =>
        {
            counts.Property(x => x.Read).HasColumnName("rows_read");
            counts.Property(x => x.Published).HasColumnName("published");
            counts.Property(x => x.Drafted).HasColumnName("drafted");
            counts.Property(x => x.Refused).HasColumnName("refused");
            counts.Property(x => x.Unchanged).HasColumnName("unchanged");
        });
        builder.Property(x => x.Failure).HasJson();
        builder.Property(x => x.UnusedColumns).HasJson();
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_import_jobs_operator");
        builder.HasIndex(x => x.Id).HasFilter("state IN ('Queued', 'Running')").HasDatabaseName("ix_import_jobs_unfinished");
    }

    public void Configure(EntityTypeBuilder<ImportedRow> builder)
    {
        builder.ToTable("import_rows", Schema);
        builder.HasKey(x => new { x.JobId, x.Row });
        builder.HasOne<ImportJob>().WithMany().HasForeignKey(x => x.JobId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(x => x.Findings).HasJson();
    }

    public void Configure(EntityTypeBuilder<WaitingImport> builder) => builder.IsReadBySql();
}
