using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Operators.Auditing;

internal sealed class AssignmentMapping : IEntityTypeConfiguration<Assignment>
{
    public const string OneAtATime = "ex_assignments_one_at_a_time";

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("assignments", "operators");
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_assignments_operator");
    }
}
