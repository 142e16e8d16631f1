using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DarkTower.AppHost;
using DarkTower.AppHost.Configuration;
using DarkTower.AppHost.Stores;

if (CommandLine.IsHelp(args))
{
    return;
}

CommandLine.ReportConfigurationErrors();
var builder = DistributedApplication.CreateBuilder(args);
var settings = Settings.From(builder.Configuration);
var data = builder.AddDataDirectory(settings);

var platformKey = builder.AddStoredSecret("platform-key", data);
var appPassword = builder.AddStoredSecret("darktower-app-password", data);
var jobsPassword = builder.AddStoredSecret("darktower-jobs-password", data);
var stores = builder.AddStores(settings, data);

var migrator = builder.AddProject<Projects.DarkTower_Migrator>("migrator")
    .WithReference(stores.Database, "darktower")
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
    .WithEnvironment("Roles__AppPassword", appPassword)
    .WithEnvironment("Roles__JobsPassword", jobsPassword)
    .WaitFor(stores.Database)
    .WithMigratorCommands(stores);
migrator.WithSeedCommand(stores);
builder.AddUpkeep(settings, stores, migrator, jobsPassword);

var gcDatabase = builder.AddProject<Projects.DarkTower_GcDatabase>("gc-database")
    .WithEnvironment("ConnectionStrings__darktower", stores.ConnectAs("darktower_app", appPassword))
    .WithEnvironment("ConnectionStrings__darktower-jobs", stores.ConnectAs("darktower_jobs", jobsPassword))
    .WithEnvironment("Authentication__PlatformKey", platformKey)
    .WithPoolBudget(settings)
    .WithReplicas(settings.GcDatabaseReplicas)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WaitForCompletion(migrator);

var mcState = builder.AddProject<Projects.DarkTower_McState>("mc-state")
    .WithReference(stores.Redis, "redis")
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString | ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
    .WithReference(gcDatabase)
    .WithEnvironment("Authentication__PlatformKey", platformKey)
    .WithReplicas(settings.McStateReplicas)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WaitFor(stores.Redis)
    .WaitFor(gcDatabase);

builder.AddProject<Projects.DarkTower_DemoLoad>("demo-load")
    .WithReference(gcDatabase)
    .WithReference(mcState)
    .WithEnvironment("Authentication__PlatformKey", platformKey)
    .WithEnvironment("DemoLoad__Rate", settings.DemoLoadRate.ToString(CultureInfo.InvariantCulture))
    .WaitFor(mcState)
    .WithExplicitStart()
    .ExcludeFromManifest();

builder.AnnounceWhenReady(data, gcDatabase, mcState);
builder.Build().Run();
