using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Standards.OperatorRules;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129160001_OperatorRules")]
internal sealed class OperatorRulesMigration() : SqlMigration("CeCommerce.Standards.OperatorRules.operator-packs.sql");
