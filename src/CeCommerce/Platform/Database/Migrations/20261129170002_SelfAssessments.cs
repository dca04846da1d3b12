using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>How operators rate themselves; a later row over the same item and goods takes the place of the one before, and none is ever changed.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129170002_SelfAssessments")]
internal sealed class SelfAssessments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE operators.self_assessments (
            id uuid NOT NULL,
            operator_id uuid NOT NULL,
            item text NOT NULL,
            product_group text,
            number integer NOT NULL,
            score integer NOT NULL CONSTRAINT ck_self_assessments_score CHECK (score BETWEEN 0 AND 3),
            evidence jsonb,
            assessed_on date NOT NULL,
            recorded_at timestamp with time zone NOT NULL,
            client_id text NOT NULL,
            CONSTRAINT pk_self_assessments PRIMARY KEY (id),
            CONSTRAINT fk_self_assessments_operators_operator_id FOREIGN KEY (operator_id) REFERENCES operators.operators (id) ON DELETE RESTRICT,
            CONSTRAINT ck_self_assessments_evidence CHECK (score = 0 OR evidence IS NOT NULL)
        );

        CREATE UNIQUE INDEX ux_self_assessments_number ON operators.self_assessments (operator_id, item, product_group, number) NULLS NOT DISTINCT;

        CREATE TRIGGER tr_self_assessments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operators.self_assessments
        FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE operators.self_assessments;");
}
