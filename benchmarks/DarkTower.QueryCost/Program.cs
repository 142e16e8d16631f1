using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using DarkTower.QueryCost;

var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 300, Description = "Rounds A B B A of a pair; a tenth for Dapper and EF Core." };
var slice = new Option<int>("--slice") { DefaultValueFactory = _ => 100, Description = "Operations in a slice." };
var report = new Option<string?>("--report") { Description = "File to write the report to." };
var command = new RootCommand("Compares checked queries with hand-written Npgsql, Dapper and EF Core on four operations.")
    { rounds, slice, report, PgbenchCommand.Create() };
command.SetAction(async given =>
{
    await using var stage = await Stage.CreateAsync();
    OperationBenchmarks.Stage = stage;
    var ratios = await Interleaved.RunAsync(stage, given.GetValue(rounds), given.GetValue(slice), Console.WriteLine);
    var summary = BenchmarkRunner.Run<OperationBenchmarks>(ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(12)
            .WithInvocationCount(1024).WithUnrollFactor(16))
        .WithOptions(ConfigOptions.JoinSummary));
    var text = Report.Write(stage, ratios, summary, given.GetValue(rounds), given.GetValue(slice));
    Console.WriteLine(text);
    if (given.GetValue(report) is { } path)
        await File.WriteAllTextAsync(path, text);
});
return await command.Parse(args).InvokeAsync();
