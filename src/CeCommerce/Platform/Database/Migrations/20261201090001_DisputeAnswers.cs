using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What is said to buyers' banks, and fees of disputes that come back. A server of the version before answers nobody and books no fee that comes back.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201090001_DisputeAnswers")]
internal sealed class DisputeAnswers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE payments.disputes ADD COLUMN fee_returned bigint NOT NULL DEFAULT 0 CONSTRAINT ck_disputes_fee_returned CHECK (fee_returned >= 0);

        CREATE TABLE payments.dispute_answers (
            id uuid NOT NULL CONSTRAINT pk_dispute_answers PRIMARY KEY,
            dispute_id uuid NOT NULL CONSTRAINT fk_dispute_answers_disputes_dispute_id REFERENCES payments.disputes (id) ON DELETE RESTRICT,
            kind text NOT NULL,
            state text NOT NULL,
            pack_sha256 text,
            file_id text,
            before bigint,
            reason text,
            asked_at timestamp with time zone NOT NULL,
            sent_at timestamp with time zone,
            ended_at timestamp with time zone,
            ask_at timestamp with time zone NOT NULL,
            CONSTRAINT ck_dispute_answers_ended CHECK ((state = 'Asked') = (ended_at IS NULL)),
            CONSTRAINT ck_dispute_answers_pack CHECK ((kind = 'Concession') = (pack_sha256 IS NULL)));
        CREATE UNIQUE INDEX ux_dispute_answers_kind ON payments.dispute_answers (dispute_id, kind) WHERE state = 'Accepted';
        CREATE UNIQUE INDEX ux_dispute_answers_asked ON payments.dispute_answers (dispute_id) WHERE state = 'Asked';
        CREATE INDEX ix_dispute_answers_dispute ON payments.dispute_answers (dispute_id, id);
        CREATE INDEX ix_dispute_answers_due ON payments.dispute_answers (ask_at) WHERE state = 'Asked';

        -- Until when disputes of a processor are known, however lost what told of them.
        CREATE TABLE payments.dispute_searches (
            gateway text NOT NULL CONSTRAINT pk_dispute_searches PRIMARY KEY,
            searched_until timestamp with time zone,
            due_at timestamp with time zone NOT NULL);

        ALTER TABLE payments.sandbox_disputes
            ADD COLUMN submissions integer NOT NULL DEFAULT 0,
            ADD COLUMN answered boolean NOT NULL DEFAULT false,
            ADD COLUMN answer text;
        CREATE INDEX ix_sandbox_disputes_opened ON payments.sandbox_disputes (opened_at, id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX payments.ix_sandbox_disputes_opened;
        ALTER TABLE payments.sandbox_disputes DROP COLUMN submissions, DROP COLUMN answered, DROP COLUMN answer;
        DROP TABLE payments.dispute_searches, payments.dispute_answers;
        ALTER TABLE payments.disputes DROP COLUMN fee_returned;
        """);
}
