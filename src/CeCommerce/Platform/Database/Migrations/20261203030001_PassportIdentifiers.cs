using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>The names of units in their Digital Links. A server of the version before writes nothing here.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261203030001_PassportIdentifiers")]
internal sealed class PassportIdentifiers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE passports.identifiers (
            passport_id uuid NOT NULL CONSTRAINT pk_identifiers PRIMARY KEY CONSTRAINT fk_identifiers_passport_passport_id REFERENCES passports.passports (id) ON DELETE RESTRICT,
            key text NOT NULL,
            value text NOT NULL,
            serial text NOT NULL,
            CONSTRAINT ck_identifiers_key CHECK (key = '01' AND serial <> '' OR key = '8004' AND serial = ''));
        CREATE UNIQUE INDEX ux_identifiers_name ON passports.identifiers (key, value, serial);
        -- They stand on labels.
        CREATE TRIGGER tr_identifiers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON passports.identifiers
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE passports.identifiers");
}
