using CeCommerce.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Invoices.Rounding;

internal sealed class RoundingChoiceMapping : IEntityTypeConfiguration<RoundingChoice>
{
    public void Configure(EntityTypeBuilder<RoundingChoice> builder)
    {
        builder.ToTable("rounding_choices", "invoices");
        builder.HasKey(x => x.OperatorId);
        builder.HasOne<Operator>().WithOne().HasForeignKey<RoundingChoice>(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
    }
}
