using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Items;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261124000002_Claims")]
internal sealed class ClaimsMigration() : SqlMigration("CeCommerce.Items.claims.sql");
