using System.Reflection;
using FluentMigrator;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;
using FluentMigrator.Runner.Initialization;
using FluentMigrator.Runner.Processors;
using FluentMigrator.Runner.Processors.Postgres;
using FluentMigrator.Runner.VersionTableInfo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FluentMigrator.Runner
{
    public interface IMigrationRunnerBuilder
    {
        IServiceCollection Services { get; }
    }

    public static class PostgresRunnerBuilderExtensions
    {
        public static IMigrationRunnerBuilder AddPostgres15_0(this IMigrationRunnerBuilder builder)
        {
            builder.Services.AddScoped(services =>
                new PostgresProcessor(services.GetRequiredService<IOptionsSnapshot<ProcessorOptions>>().Value.ConnectionString ?? ""));
            builder.Services.AddScoped<IMigrationProcessor>(services => services.GetRequiredService<PostgresProcessor>());
            return builder;
        }
    }

    public static class MigrationRunnerBuilderExtensions
    {
        public static IMigrationRunnerBuilder WithGlobalConnectionString(
            this IMigrationRunnerBuilder builder, string connectionStringOrName)
        {
            builder.Services.Configure<ProcessorOptions>(options => options.ConnectionString = connectionStringOrName);
            return builder;
        }

        public static IMigrationRunnerBuilder WithVersionTable(
            this IMigrationRunnerBuilder builder, IVersionTableMetaData versionTableMetaData)
        {
            builder.Services.AddScoped(_ => versionTableMetaData);
            return builder;
        }

        public static IScanInBuilder ScanIn(this IMigrationRunnerBuilder builder, params Assembly[] assemblies) =>
            new ScanInBuilder(builder.Services, assemblies);

        private sealed class ScanInBuilder(IServiceCollection services, Assembly[] assemblies) : IScanInBuilder, IScanInForBuilder
        {
            public IServiceCollection Services => services;
            public IScanInForBuilder For => this;

            public IScanInBuilder Migrations()
            {
                services.AddScoped<IMigrationInformationLoader>(_ => new MigrationInformationLoader(assemblies));
                return this;
            }
        }
    }

    internal sealed class MigrationInformationLoader(Assembly[] assemblies) : IMigrationInformationLoader
    {
        public SortedList<long, IMigrationInfo> LoadMigrations()
        {
            var found = new SortedList<long, IMigrationInfo>();
            foreach (var type in assemblies.SelectMany(assembly => assembly.GetExportedTypes()))
            {
                if (type.IsAbstract || !typeof(IMigration).IsAssignableFrom(type))
                    continue;
                if (type.GetCustomAttribute<MigrationAttribute>() is not { } attribute)
                    continue;
                var migration = (IMigration)Activator.CreateInstance(type)!;
                found.Add(attribute.Version,
                    new MigrationInfo(attribute.Version, attribute.Description, attribute.TransactionBehavior, migration));
            }
            return found;
        }
    }
}

namespace FluentMigrator.Runner.Initialization
{
    public interface IScanInBuilder : IMigrationRunnerBuilder
    {
        IScanInForBuilder For { get; }
    }

    public interface IScanInForBuilder
    {
        IScanInBuilder Migrations();
    }
}

namespace FluentMigrator.Runner.Processors
{
    public sealed class ProcessorOptions
    {
        public string? ConnectionString { get; set; }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class FluentMigratorServiceCollectionExtensions
    {
        public static IServiceCollection AddFluentMigratorCore(this IServiceCollection services) =>
            services
                .AddOptions()
                .AddScoped<IVersionLoader>(scope => new VersionLoader(
                    scope.GetRequiredService<PostgresProcessor>(), scope.GetRequiredService<IVersionTableMetaData>()))
                .AddScoped<IMigrationRunner>(scope => new MigrationRunner(
                    scope.GetRequiredService<IMigrationProcessor>(), scope.GetRequiredService<IMigrationInformationLoader>(), scope));

        public static IServiceCollection ConfigureRunner(this IServiceCollection services, Action<IMigrationRunnerBuilder> configure)
        {
            configure(new MigrationRunnerBuilder(services));
            return services;
        }

        private sealed class MigrationRunnerBuilder(IServiceCollection services) : IMigrationRunnerBuilder
        {
            public IServiceCollection Services => services;
        }
    }
}
