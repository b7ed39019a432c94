using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowEnforcement.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class LinkedCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "origin",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_bureau_origin",
                table: "cases",
                columns: new[] { "bureau", "origin" },
                filter: "origin IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_bureau_origin",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "cases");
        }
    }
}
