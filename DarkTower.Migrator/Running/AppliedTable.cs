using FluentMigrator.Runner.VersionTableInfo;

namespace DarkTower.Migrator.Running;

/// <summary>Where FluentMigrator keeps the list of applied migrations: a schema of its own, closed to the services.</summary>
internal sealed class AppliedTable : IVersionTableMetaData
{
    public bool OwnsSchema => true;
    public string SchemaName => "migrations";
    public string TableName => "applied";
    public string ColumnName => "version";
    public string AppliedOnColumnName => "applied_on";
    public string DescriptionColumnName => "description";
    public string UniqueIndexName => "applied_version_key";
    // With a primary key FluentMigrator makes a second index of the same name and fails (42P07).
    public bool CreateWithPrimaryKey => false;
}
