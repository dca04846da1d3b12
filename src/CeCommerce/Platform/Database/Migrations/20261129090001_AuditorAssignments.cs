using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Which auditor may look into which operator, and when; one auditor has one operator once at a time.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129090001_AuditorAssignments")]
internal sealed class AuditorAssignments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE operators.assignments (
            id uuid NOT NULL,
            client_id text NOT NULL,
            operator_id uuid NOT NULL,
            "from" date NOT NULL,
            until date,
            created_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_assignments PRIMARY KEY (id),
            CONSTRAINT fk_assignments_operators_operator_id FOREIGN KEY (operator_id) REFERENCES operators.operators (id) ON DELETE RESTRICT,
            CONSTRAINT ex_assignments_one_at_a_time EXCLUDE USING gist (client_id WITH =, operator_id WITH =, daterange("from", until) WITH &&)
        );

        CREATE INDEX ix_assignments_operator ON operators.assignments (operator_id, id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE operators.assignments;");
}
