using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201310, "The handlers that forward media, and how busy they are")]
public sealed class MediaHandlers : SqlMigration;
