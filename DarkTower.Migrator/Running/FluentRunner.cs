using System.Reflection;
using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.Migrator.Running;

internal static class FluentRunner
{
    /// <summary>A runner for one step: FluentMigrator keeps the list of applied migrations for as long as a scope lives.</summary>
    public static ServiceProvider Build(string connectionString, params Assembly[] assemblies) =>
        new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner => runner
                .AddPostgres15_0()
                .WithGlobalConnectionString(connectionString)
                .WithVersionTable(new AppliedTable())
                .ScanIn([typeof(FluentRunner).Assembly, .. assemblies]).For.Migrations())
            .BuildServiceProvider();
}
