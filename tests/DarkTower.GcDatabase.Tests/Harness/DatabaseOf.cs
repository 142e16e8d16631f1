using DarkTower.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Harness;

internal static class DatabaseOf
{
    /// <summary>Registered as a service registers it; nothing of the host runs.</summary>
    public static Database Source(NpgsqlDataSource source)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(source);
        builder.AddCheckedQueries();
        return builder.Build().Services.GetRequiredService<Database>();
    }
}
