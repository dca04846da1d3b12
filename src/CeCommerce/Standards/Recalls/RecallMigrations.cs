using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Standards.Recalls;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129100001_Recalls")]
internal sealed class RecallsMigration() : SqlMigration("CeCommerce.Standards.Recalls.recalls.sql");
