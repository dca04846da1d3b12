using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What buyers found to be well when their units had come.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020006_ArrivalAnswers")]
internal sealed class ArrivalAnswers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE orders.arrival_answers (
            order_id uuid NOT NULL,
            line integer NOT NULL,
            point text NOT NULL,
            confirmed_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_arrival_answers PRIMARY KEY (order_id, line, point),
            CONSTRAINT fk_arrival_answers_order_lines_order_id_line FOREIGN KEY (order_id, line) REFERENCES orders.order_lines ON DELETE RESTRICT);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE orders.arrival_answers;");
}
