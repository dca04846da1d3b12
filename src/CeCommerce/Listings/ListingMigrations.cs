using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Listings;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261124000005_Verdicts")]
internal sealed class VerdictsMigration() : SqlMigration("CeCommerce.Listings.verdicts.sql");

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129030004_ItemThen")]
internal sealed class ItemThenMigration() : SqlMigration("CeCommerce.Listings.item_then.sql");

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129070002_Grace")]
internal sealed class GraceMigration() : SqlMigration("CeCommerce.Listings.grace.sql");

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129150001_OfferFacts")]
internal sealed class OfferFactsMigration() : SqlMigration("CeCommerce.Listings.offer_facts.sql");
