using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DarkTower.AppHost.Tests.Hosting;

public sealed class ParameterTests
{
    [Fact]
    public async Task Values_come_from_configuration_before_code()
    {
        await using var app = await HostedApp.StartAsync(
            (builder, folder) =>
            {
                var given = builder.AddParameter("given");
                var coded = builder.AddParameter("coded", () => "from code");
                var generated = builder.AddParameter(
                    "generated", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true);
                builder.AddShell("job", folder, "echo \"$GIVEN|$CODED|$BOTH\" > values; echo $GENERATED > generated")
                    .WithEnvironment("GIVEN", given).WithEnvironment("CODED", coded).WithEnvironment("GENERATED", generated)
                    .WithEnvironment("BOTH", $"{given}-{coded}!");
            },
            "--Parameters:given=from configuration");

        await app.UntilAsync("job", KnownResourceStates.Finished);

        Assert.Equal(["from configuration|from code|from configuration-from code!"], app.LinesOf("values"));
        Assert.Matches("^[A-Za-z0-9]{24,}$", Assert.Single(app.LinesOf("generated")));
    }

    [Fact]
    public async Task A_parameter_without_value_says_so_and_what_needs_it_does_not_start()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
            builder.AddShell("job", folder, "true").WithEnvironment("KEY", builder.AddParameter("platform-key", secret: true)));

        await app.UntilAsync("job", KnownResourceStates.FailedToStart);

        Assert.NotEqual(KnownResourceStates.Running, (await app.NowAsync("platform-key")).State?.Text);
    }

    [Fact]
    public async Task A_connection_string_of_configuration_reaches_who_references_it()
    {
        await using var app = await HostedApp.StartAsync(
            (builder, folder) =>
            {
                var store = builder.AddConnectionString("store");
                var derived = builder.AddConnectionString("derived", ReferenceExpression.Create($"{store};Pool=5"));
                builder.AddShell("job", folder, "echo \"$ConnectionStrings__store $ConnectionStrings__derived\" > values").WithReference(
                    store).WithReference(derived);
            },
            "--ConnectionStrings:store=Host=elsewhere");

        await app.UntilAsync("job", KnownResourceStates.Finished);

        Assert.Equal(["Host=elsewhere Host=elsewhere;Pool=5"], app.LinesOf("values"));
    }
}
