using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Items;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261124000002_Claims")]
internal sealed class ClaimsMigration() : SqlMigration("CeCommerce.Items.claims.sql");

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129030001_ClaimExpiry")]
internal sealed class ClaimExpiryMigration() : SqlMigration("CeCommerce.Items.claim_expiry.sql");

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129030002_Custody")]
internal sealed class CustodyMigration() : SqlMigration("CeCommerce.Items.custody.sql");

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129030003_UnbrandedSerials")]
internal sealed class UnbrandedSerialsMigration() : SqlMigration("CeCommerce.Items.unbranded_serials.sql");

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129100002_ModelKey")]
internal sealed class ModelKeyMigration() : SqlMigration("CeCommerce.Items.model_key.sql");
