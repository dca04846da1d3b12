using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Ledger;

/// <summary>What statements over the books answer. The books themselves are written and read by SQL alone.</summary>
internal sealed class LedgerMapping : IEntityTypeConfiguration<Balance>, IEntityTypeConfiguration<PendingSide>, IEntityTypeConfiguration<LedgerFinding>
{
    public void Configure(EntityTypeBuilder<Balance> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<PendingSide> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<LedgerFinding> builder) => builder.IsReadBySql();
}
