using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// What was done to units; rows only ever come. <c>items.found</c> says which facts and grades follow from acts: the version before this
/// one knows only <c>items.facts</c>, where they stand as well, and leaves it alone.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129080001_Acts")]
internal sealed class Acts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE items.items ADD COLUMN found jsonb;

        CREATE TABLE items.acts (
            id uuid NOT NULL CONSTRAINT pk_acts PRIMARY KEY,
            item_id uuid NOT NULL CONSTRAINT fk_acts_items_item_id REFERENCES items.items (id) ON DELETE RESTRICT,
            number integer NOT NULL,
            kind text NOT NULL,
            operator_id uuid NOT NULL,
            performed_on date NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            performer text NOT NULL,
            staff_reference text,
            tool text,
            result text NOT NULL,
            details jsonb NOT NULL CONSTRAINT ck_acts_details CHECK (pg_column_size(details) <= 65536),
            found jsonb NOT NULL CONSTRAINT ck_acts_found CHECK (pg_column_size(found) <= 262144)
        );

        CREATE UNIQUE INDEX ux_acts_number ON items.acts (item_id, number);

        CREATE TRIGGER tr_acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON items.acts
        FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE items.acts;
        ALTER TABLE items.items DROP COLUMN found;
        """);
}
