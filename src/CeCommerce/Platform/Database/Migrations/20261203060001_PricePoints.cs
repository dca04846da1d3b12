using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What was paid for units, and what was learned of it. Neither is ever changed.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261203060001_PricePoints")]
internal sealed class PricePoints : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE SCHEMA IF NOT EXISTS passports;
        CREATE TABLE passports.price_points (
            source text NOT NULL CONSTRAINT pk_price_points PRIMARY KEY,
            item_id uuid NOT NULL,
            category text NOT NULL,
            model_key text,
            yen bigint NOT NULL CONSTRAINT ck_price_points_yen CHECK (yen > 0),
            at timestamp with time zone NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            traits jsonb NOT NULL);
        CREATE INDEX ix_price_points_category ON passports.price_points (category, at);
        CREATE INDEX ix_price_points_model ON passports.price_points (model_key, at) WHERE model_key IS NOT NULL;
        CREATE INDEX ix_price_points_item ON passports.price_points (item_id, at);
        CREATE INDEX ix_price_points_at ON passports.price_points (at);
        CREATE TABLE passports.fits (
            category text NOT NULL,
            version integer NOT NULL CONSTRAINT ck_fits_version CHECK (version > 0),
            made_at timestamp with time zone NOT NULL,
            content jsonb NOT NULL,
            CONSTRAINT pk_fits PRIMARY KEY (category, version));
        CREATE TRIGGER tr_price_points_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON passports.price_points
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        CREATE TRIGGER tr_fits_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON passports.fits
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "DROP TABLE passports.fits; DROP TABLE passports.price_points");
}
