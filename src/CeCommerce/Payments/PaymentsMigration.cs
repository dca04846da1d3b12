using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Payments;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261124000003_Ledger")]
internal sealed class LedgerMigration() : SqlMigration("CeCommerce.Payments.payments.sql");
