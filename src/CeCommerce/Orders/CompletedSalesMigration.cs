using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Orders;

[DbContext(typeof(CommerceDatabase))]
[Migration("20261129030005_CompletedSales")]
internal sealed class CompletedSalesMigration() : SqlMigration("CeCommerce.Orders.completed_sales.sql");
