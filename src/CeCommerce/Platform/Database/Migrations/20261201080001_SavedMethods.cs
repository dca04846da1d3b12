using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Consumers save means of payment at the processor. A payment that is made with one says so; a server of the version before opens the processor's form for it.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201080001_SavedMethods")]
internal sealed class SavedMethods : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.payers (
            id uuid NOT NULL CONSTRAINT pk_payers PRIMARY KEY,
            gateway text NOT NULL,
            client_id text NOT NULL,
            consumer_id text,
            processor_id text,
            savings integer NOT NULL,
            made_at timestamp with time zone NOT NULL,
            forgotten_at timestamp with time zone,
            gone_at timestamp with time zone,
            ask_at timestamp with time zone NOT NULL,
            asked integer NOT NULL,
            CONSTRAINT ck_payers_forgotten CHECK ((consumer_id IS NULL) = (forgotten_at IS NOT NULL)));
        CREATE UNIQUE INDEX ux_payers_consumer ON payments.payers (client_id, consumer_id, gateway) WHERE consumer_id IS NOT NULL;
        CREATE UNIQUE INDEX ux_payers_processor ON payments.payers (gateway, processor_id) WHERE processor_id IS NOT NULL;
        CREATE INDEX ix_payers_ask ON payments.payers (ask_at) WHERE forgotten_at IS NOT NULL AND gone_at IS NULL;

        CREATE TABLE payments.saved_methods (
            id uuid NOT NULL CONSTRAINT pk_saved_methods PRIMARY KEY,
            payer_id uuid NOT NULL CONSTRAINT fk_saved_methods_payers_payer_id REFERENCES payments.payers (id) ON DELETE RESTRICT,
            method text NOT NULL,
            kind text NOT NULL,
            state text NOT NULL CONSTRAINT ck_saved_methods_state CHECK (state IN ('Pending', 'Usable', 'Failed', 'Removed')),
            agreement jsonb NOT NULL,
            setup_id text,
            processor_id text,
            mandate_id text,
            card jsonb,
            action jsonb,
            reason text,
            made_at timestamp with time zone NOT NULL,
            updated_at timestamp with time zone NOT NULL,
            read_at timestamp with time zone,
            unsettled boolean NOT NULL,
            ask_at timestamp with time zone NOT NULL,
            asked integer NOT NULL,
            CONSTRAINT ck_saved_methods_usable CHECK (state <> 'Usable' OR processor_id IS NOT NULL));
        CREATE INDEX ix_saved_methods_payer ON payments.saved_methods (payer_id, id);
        CREATE INDEX ix_saved_methods_setup ON payments.saved_methods (setup_id) WHERE setup_id IS NOT NULL;
        CREATE INDEX ix_saved_methods_processor ON payments.saved_methods (processor_id) WHERE processor_id IS NOT NULL;
        CREATE INDEX ix_saved_methods_mandate ON payments.saved_methods (mandate_id) WHERE mandate_id IS NOT NULL;
        CREATE INDEX ix_saved_methods_ask ON payments.saved_methods (ask_at) WHERE unsettled;

        ALTER TABLE payments.payments ADD COLUMN saved jsonb;

        CREATE TABLE payments.sandbox_methods (
            id text NOT NULL CONSTRAINT pk_sandbox_methods PRIMARY KEY,
            payer text NOT NULL,
            method text NOT NULL,
            state text NOT NULL,
            reason text NOT NULL);
        CREATE INDEX ix_sandbox_methods_payer ON payments.sandbox_methods (payer);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE payments.sandbox_methods;
        ALTER TABLE payments.payments DROP COLUMN saved;
        DROP TABLE payments.saved_methods, payments.payers;
        """);
}
