using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace DarkTower.TelemetryCost;

/// <summary>
/// A service with everything the others have, and one endpoint that reads one row: the least work telemetry can hide behind.
/// </summary>
internal static class Endpoint
{
    public static int Serve()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        builder.AddPostgres("darktower");
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.MapGet("/v1/rows/{id:int}", ReadAsync).RequireScope("rows:read");
        app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes()).AllowAnonymous();
        return app.RunService();
    }

    private static async Task<string> ReadAsync(int id, NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("SELECT name FROM rows WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = id });
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }
}
