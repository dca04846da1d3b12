using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Standards.Editions;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129070001_RuleEditions")]
internal sealed class RuleEditionsMigration() : SqlMigration("CeCommerce.Standards.Editions.editions.sql");
