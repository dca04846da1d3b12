using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Operators.SelfAssessments;

internal sealed class SelfAssessmentMapping : IEntityTypeConfiguration<SelfAssessment>
{
    public void Configure(EntityTypeBuilder<SelfAssessment> builder)
    {
        builder.ToTable("self_assessments", "operators");
        builder.HasKey(x => x.Id);
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Evidence).HasJson();
        builder.HasIndex(x => new { x.OperatorId, x.Item, x.ProductGroup, x.Number }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_self_assessments_number");
    }
}
