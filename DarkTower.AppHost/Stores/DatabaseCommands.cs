using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DarkTower.AppHost.Stores;

/// <summary>Buttons of the dashboard that change or look at the schema. All of them run the Migrator; none knows any SQL of the schema.</summary>
internal static class DatabaseCommands
{
    /// <summary>"Run migrations" starts the finished job again; "Plan" shows the pending statements in its log.</summary>
    public static IResourceBuilder<ProjectResource> WithMigratorCommands(this IResourceBuilder<ProjectResource> migrator, DataStores stores) => migrator
        .WithCommand("migrate", "Run migrations", context => StartMigratorAsync(context, migrator.Resource.Name), new CommandOptions
        {
            Description = "Applies the pending migrations.",
            IconName = "DatabaseArrowUp",
            IsHighlighted = true,
        })
        .WithCommand("plan", "Plan", context => RunMigratorAsync(context, migrator, stores.Database.Resource, "plan"), new CommandOptions
        {
            Description = "Writes the statements of the pending migrations to the log; changes nothing.",
            IconName = "ClipboardTaskListLtr",
        });

    /// <summary>Starts a finished job again.</summary>
    public static IResourceBuilder<ProjectResource> WithRunNow(this IResourceBuilder<ProjectResource> job, string name) => job
        .WithCommand("run", name, context => StartMigratorAsync(context, job.Resource.Name), new CommandOptions
        {
            Description = "Runs the job once, now.",
            IconName = "Play",
            IsHighlighted = true,
        });

    /// <summary>"Seed demo data" on the database.</summary>
    public static void WithSeedCommand(this IResourceBuilder<ProjectResource> migrator, DataStores stores) => stores.Database
        .WithCommand("seed-demo", "Seed demo data", context => RunMigratorAsync(context, migrator, stores.Database.Resource, "seed", "--profile", "demo"),
            new CommandOptions { Description = "Adds two demo organizations with users and meetings.", IconName = "PeopleAdd" });

    /// <summary>"Reset database", only for a database this AppHost started: drops it, makes it again and runs the migrations.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> WithDatabaseReset(this IResourceBuilder<IResourceWithConnectionString> database) => database
        .WithCommand("reset", "Reset database", async context =>
        {
            var connectionString = await database.Resource.GetConnectionStringAsync(context.CancellationToken);
            await PostgresAdministration.RecreateDatabaseAsync(connectionString!, context.CancellationToken);
            return await StartMigratorAsync(context, "migrator");
        }, new CommandOptions
        {
            Description = "Drops the database with all its data, makes it again and runs the migrations.",
            ConfirmationMessage = "All data of the database darktower will be lost. Reset it?",
            IconName = "DatabaseWarning",
        });

    private static async Task<ExecuteCommandResult> StartMigratorAsync(ExecuteCommandContext context, string migrator)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var result = await commands.ExecuteCommandAsync(migrator, "start", context.CancellationToken);
        if (!result.Success)
        {
            return result;
        }

        var finished = await notifications.WaitForResourceAsync(
            migrator, e => e.Snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state), context.CancellationToken);
        return finished.Snapshot.ExitCode is 0 or null
            ? CommandResults.Success()
            : CommandResults.Failure($"The migrator ended with exit code {finished.Snapshot.ExitCode}; its log says why.");
    }

    private static async Task<ExecuteCommandResult> RunMigratorAsync(
        ExecuteCommandContext context, IResourceBuilder<ProjectResource> migrator, IResourceWithConnectionString database, params string[] verb)
    {
        var logger = context.Services.GetRequiredService<ResourceLoggerService>().GetLogger(context.ResourceName);
        var project = migrator.Resource.Annotations.OfType<IProjectMetadata>().Single().ProjectPath;
        // Only the configuration the AppHost was built in is sure to be there, and to be of today.
        var configuration = typeof(DatabaseCommands).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", ["run", "--no-build", "--configuration", configuration, "--project", project, "--", .. verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__darktower"] = await database.GetConnectionStringAsync(context.CancellationToken) },
        };
        using var process = Process.Start(start)!;
        string last = "";
        process.OutputDataReceived += (_, e) => Show(e.Data);
        process.ErrorDataReceived += (_, e) => Show(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(context.CancellationToken);
        return process.ExitCode == 0 ? CommandResults.Success() : CommandResults.Failure(last);

        void Show(string? line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                last = line;
                logger.LogInformation("{Line}", line);
            }
        }
    }
}
