using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Search.Index;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261125000006_SearchOrigin")]
internal sealed class OriginMigration() : SqlMigration("CeCommerce.Search.Index.origin.sql");
