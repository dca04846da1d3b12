using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Up to when all that was handed over or given back is known to have its document: the search for what is missing begins there, not with the first order.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130030009_LateInvoiceSearch")]
internal sealed class LateInvoiceSearch : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE orders.orders, orders.refunds IN SHARE MODE;
        CREATE INDEX ix_orders_handed_over ON orders.orders (handed_over_at) WHERE handed_over_at IS NOT NULL;
        CREATE INDEX ix_refunds_decided ON orders.refunds (decided_at);
        CREATE TABLE invoices.looked_through (
            one boolean NOT NULL DEFAULT true CONSTRAINT pk_looked_through PRIMARY KEY CONSTRAINT ck_looked_through_one CHECK (one),
            until timestamp with time zone NOT NULL);
        INSERT INTO invoices.looked_through (until) VALUES ('1970-01-01T00:00:00Z');
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE invoices.looked_through;
        DROP INDEX orders.ix_orders_handed_over, orders.ix_refunds_decided;
        """);
}
