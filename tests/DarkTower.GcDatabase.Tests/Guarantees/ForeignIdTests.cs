using DarkTower.GcDatabase.Tests.Guarantees.Calls;
using DarkTower.GcDatabase.Tests.Harness;
using Xunit.Abstractions;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>What is another tenant's is answered like what is nowhere, on every operation.</summary>
public sealed class ForeignIdTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Another_tenants_id_in_a_path_is_byte_for_byte_like_one_of_nobody_on_every_operation()
    {
        await using var service = await LivelyService.StartAsync(TestSize.Seed);
        await service.LiveAsync(foreign: true, calls: 300);
        await service.LiveAsync(foreign: false, calls: 600);
        var world = service.World;
        var before = await service.ContentAsync();
        List<string> faults = [];
        var compared = 0;

        foreach (var operation in service.Document.Operations.Where(operation => operation.OfTenant))
        {
            var reached = 0;
            foreach (var name in operation.PathParameters.Where(name => name is not ("region" or "role" or "provider" or "subject")))
            {
                // The platform may name any organization; an organization's key only its own.
                if (name == "org" && service.OrgKey is null) continue;
                if (world.Others.Count(name) == 0) continue;
                for (var attempt = 0; attempt < 5; attempt++)
                {
                    // A key would be used for two calls, and its answer kept.
                    var call = service.Sensible(operation, name == "org" ? service.OrgKey! : GcClient.PlatformKey)
                        .Without("Idempotency-Key");
                    var (theirs, nobodys) = (world.Others.At(name, attempt)[name], $"{Guid.NewGuid()}");
                    var replies = (await SendAsync(world, call, name, theirs), await SendAsync(world, call, name, nobodys));
                    compared++;
                    if (replies.Item1.Status == 404) reached++;
                    if (replies.Item1.Whole.Replace(theirs, "…") != replies.Item2.Whole.Replace(nobodys, "…") || replies.Item1.Done)
                        faults.Add($"{call} with {name}:\n--- another's\n{replies.Item1.Whole}\n--- nobody's\n{replies.Item2.Whole}");
                }
            }
            if (reached == 0 && operation.PathParameters.Count > 1) faults.Add($"{operation} was never answered 404");
        }

        Assert.True(faults.Count == 0, $"Seed {TestSize.Seed}\n{string.Join("\n\n", faults)}");
        Assert.Equal(before, await service.ContentAsync());
        output.WriteLine($"seed {TestSize.Seed}, {compared} pairs on {service.Document.Operations.Count} operations");
    }

    private static Task<Reply> SendAsync(World world, Call call, string name, string id)
    {
        var parts = call.Operation.Path.Split('/');
        var target = call.Path.Split('/');
        target[Array.IndexOf(parts, $"{{{name}}}")] = id;
        return world.SendAsync(call with { Target = string.Join('/', target) + call.Target[call.Path.Length..] });
    }
}
