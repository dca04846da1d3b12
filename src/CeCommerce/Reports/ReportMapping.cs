using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Reports;

internal sealed class ReportMapping : IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<ReportFile>, IEntityTypeConfiguration<ReportSchedule>
{
    private const string Schema = "reports";

    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("reports", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(x => x.Schedule).WithMany().HasForeignKey(x => x.ScheduleId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.From).HasColumnName("period_from");
        builder.Property(x => x.To).HasColumnName("period_to");
        builder.Property(x => x.Factors).HasJson();
        builder.Property(x => x.Formats).HasJson();
        builder.Property(x => x.Languages).HasJson();
        builder.Property(x => x.Failure).HasJson();
        builder.Property(x => x.RowsDigest);
        builder.HasMany(x => x.Files).WithOne().HasForeignKey(x => x.ReportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_reports_operator");
        builder.HasIndex(x => x.Id).HasFilter("state IN ('Queued', 'Drawing')").HasDatabaseName("ix_reports_open");
        builder.HasIndex(x => x.ScheduleId).HasDatabaseName("ix_reports_schedule");
    }

    public void Configure(EntityTypeBuilder<ReportFile> builder)
    {
        builder.ToTable("files", Schema);
        builder.HasKey(x => new { x.ReportId, x.Sha256 });
        builder.HasIndex(x => x.Sha256).HasDatabaseName("ix_files_sha256");
    }

    public void Configure(EntityTypeBuilder<ReportSchedule> builder)
    {
        builder.ToTable("schedules", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Formats).HasJson();
        builder.Property(x => x.Languages).HasJson();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_schedules_operator");
        builder.HasIndex(x => x.NextOn).HasFilter("ended_at IS NULL").HasDatabaseName("ix_schedules_due");
    }
}
