using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Assignments;

/// <summary>
/// Registry, assignments and jobs against a model of them, by random traces: what each call answers and what each job ends is what the model
/// says, and after every step the database holds what must always hold.
/// </summary>
[Collection(GcDatabaseTests.Name)]
public sealed class RegistryModelTests(GcDatabaseProcess process)
{
    private const int Steps = 110;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_random_trace_does_what_the_model_says_and_breaks_nothing(int seed)
    {
        var random = new Random(seed);
        await using var jobs = new JobsOf(process.Database, batch: 2);
        await jobs.AllAsync(); // what other tests left is none of this one's
        var trace = await RegistryTrace.BeginAsync(process, jobs, random);

        for (var step = 0; step < Steps; step++)
        {
            var what = await trace.StepAsync();
            Assert.True(await trace.BrokenAsync() is "", $"seed {seed}, step {step}, {what}: {await trace.BrokenAsync()}");
        }
        Assert.True(trace.Kinds.Count >= 14, $"seed {seed} only did {string.Join(", ", trace.Kinds)}");
    }
}
