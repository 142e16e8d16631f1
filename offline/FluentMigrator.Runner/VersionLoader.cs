using FluentMigrator.Runner.Processors.Postgres;
using FluentMigrator.Runner.Versioning;
using FluentMigrator.Runner.VersionTableInfo;

namespace FluentMigrator.Runner
{
    public interface IVersionLoader
    {
        void DeleteVersion(long version);
        void LoadVersionInfo();
        void UpdateVersionInfo(long version, string? description);
        IVersionInfo VersionInfo { get; set; }
    }

    /// <summary>The list of applied migrations: made when first asked for, in four steps of one transaction each, then cached.</summary>
    public class VersionLoader : IVersionLoader
    {
        private readonly PostgresProcessor _processor;
        private readonly IVersionTableMetaData _table;

        internal VersionLoader(PostgresProcessor processor, IVersionTableMetaData table)
        {
            _processor = processor;
            _table = table;
            LoadVersionInfo();
        }

        public IVersionInfo VersionInfo { get; set; } = new VersionInfo();

        private string Name => $"\"{_table.SchemaName}\".\"{_table.TableName}\"";

        public void LoadVersionInfo()
        {
            const string Columns = "information_schema.columns WHERE table_schema = @schema AND table_name = @table AND column_name = ";
            Unless("information_schema.schemata WHERE schema_name = @schema", $"CREATE SCHEMA \"{_table.SchemaName}\"");
            Unless("information_schema.tables WHERE table_schema = @schema AND table_name = @table",
                $"CREATE TABLE {Name} (\"{_table.ColumnName}\" bigint NOT NULL)");
            Unless($"{Columns}'{_table.AppliedOnColumnName}'",
                $"CREATE UNIQUE INDEX \"{_table.UniqueIndexName}\" ON {Name} (\"{_table.ColumnName}\" ASC)",
                $"ALTER TABLE {Name} ADD \"{_table.AppliedOnColumnName}\" timestamp");
            Unless($"{Columns}'{_table.DescriptionColumnName}'",
                $"ALTER TABLE {Name} ADD \"{_table.DescriptionColumnName}\" varchar(1024)");
            VersionInfo = new VersionInfo();
            foreach (var version in _processor.ReadVersions($"SELECT \"{_table.ColumnName}\" FROM {Name}"))
                VersionInfo.AddAppliedMigration(version);
        }

        public void UpdateVersionInfo(long version, string? description) =>
            _processor.Execute(
                $"INSERT INTO {Name} (\"{_table.ColumnName}\", \"{_table.AppliedOnColumnName}\", \"{_table.DescriptionColumnName}\") " +
                $"VALUES ({version}, (now() at time zone 'UTC'), '{description?.Replace("'", "''")}')");

        public void DeleteVersion(long version) =>
            _processor.Execute($"DELETE FROM {Name} WHERE \"{_table.ColumnName}\" = {version}");

        private void Unless(string there, params string[] statements)
        {
            if (_processor.Exists($"SELECT FROM {there}", _table.SchemaName, _table.TableName))
                return;
            var nested = _processor.Transaction is not null;
            if (!nested)
                _processor.BeginTransaction();
            foreach (var statement in statements)
                _processor.Execute(statement);
            if (!nested)
                _processor.CommitTransaction();
        }
    }
}

namespace FluentMigrator.Runner.Versioning
{
    public interface IVersionInfo
    {
        void AddAppliedMigration(long migration);
        bool HasAppliedMigration(long migration);
    }

    public class VersionInfo : IVersionInfo
    {
        private readonly HashSet<long> _applied = [];

        public void AddAppliedMigration(long migration) => _applied.Add(migration);

        public bool HasAppliedMigration(long migration) => _applied.Contains(migration);
    }
}

namespace FluentMigrator.Runner.VersionTableInfo
{
    public interface IVersionTableMetaData
    {
        bool OwnsSchema { get; }
        string SchemaName { get; }
        string TableName { get; }
        string ColumnName { get; }
        string DescriptionColumnName { get; }
        string UniqueIndexName { get; }
        string AppliedOnColumnName { get; }
        bool CreateWithPrimaryKey { get; }
    }
}
