using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201308, "The controllers that run meetings, and how busy they are")]
public sealed class MeetingControllers : SqlMigration;
