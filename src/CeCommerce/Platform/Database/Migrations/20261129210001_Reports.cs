using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Reports: what was asked for, the files that were drawn, what is drawn every month, and where in the event log an as-of instant ends.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129210001_Reports")]
internal sealed class Reports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE SCHEMA reports;

        CREATE TABLE reports.moments (
            as_of timestamp with time zone NOT NULL CONSTRAINT pk_moments PRIMARY KEY,
            feed_position bigint NOT NULL
        );
        CREATE TRIGGER tr_moments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reports.moments
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE reports.schedules (
            id uuid NOT NULL CONSTRAINT pk_schedules PRIMARY KEY,
            operator_id uuid NOT NULL CONSTRAINT fk_schedules_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            day_of_month integer NOT NULL CONSTRAINT ck_schedules_day CHECK (day_of_month BETWEEN 1 AND 28),
            formats jsonb NOT NULL,
            languages jsonb NOT NULL,
            requested_by text NOT NULL,
            next_month date NOT NULL,
            next_on date NOT NULL,
            created_at timestamp with time zone NOT NULL,
            ended_at timestamp with time zone
        );
        CREATE INDEX ix_schedules_operator ON reports.schedules (operator_id, id);
        CREATE INDEX ix_schedules_due ON reports.schedules (next_on) WHERE ended_at IS NULL;

        CREATE TABLE reports.reports (
            id uuid NOT NULL CONSTRAINT pk_reports PRIMARY KEY,
            operator_id uuid CONSTRAINT fk_reports_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            period_from date NOT NULL,
            period_to date NOT NULL,
            as_of timestamp with time zone NOT NULL,
            factors jsonb NOT NULL,
            formats jsonb NOT NULL,
            languages jsonb NOT NULL,
            state text NOT NULL,
            listings_read integer NOT NULL,
            attempts integer NOT NULL,
            failure jsonb,
            content_hash text,
            edition text,
            feed_position bigint,
            rows_digest text,
            requested_by text NOT NULL,
            schedule_id uuid CONSTRAINT fk_reports_schedules_schedule_id REFERENCES reports.schedules (id) ON DELETE RESTRICT,
            created_at timestamp with time zone NOT NULL,
            started_at timestamp with time zone,
            finished_at timestamp with time zone,
            CONSTRAINT ck_reports_period CHECK (period_from <= period_to)
        );
        CREATE INDEX ix_reports_operator ON reports.reports (operator_id, id);
        CREATE INDEX ix_reports_open ON reports.reports (id) WHERE state IN ('Queued', 'Drawing');
        CREATE INDEX ix_reports_schedule ON reports.reports (schedule_id);

        CREATE TABLE reports.files (
            report_id uuid NOT NULL CONSTRAINT fk_files_reports_report_id REFERENCES reports.reports (id) ON DELETE RESTRICT,
            sha256 text NOT NULL CONSTRAINT ck_files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
            format text NOT NULL,
            language text,
            media_type text NOT NULL,
            length bigint NOT NULL,
            CONSTRAINT pk_files PRIMARY KEY (report_id, sha256)
        );
        CREATE INDEX ix_files_sha256 ON reports.files (sha256);
        CREATE TRIGGER tr_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reports.files
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP SCHEMA reports CASCADE;");
}
