using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611200900, "Roles of the server, and who may enter this database")]
public sealed class Roles : SqlMigration
{
    // It makes the owner, so it cannot run as the owner.
    public override bool RunsAsOwner => false;
}
