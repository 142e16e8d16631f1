using System.Net.Http.Headers;
using System.Net.Http.Json;
using DarkTower.Fixtures;

namespace DarkTower.McState.Tests.Stack;

/// <summary>One gc-database on one migrated database for the whole test process, with one org that may have any number of meetings.</summary>
internal sealed class SharedGcDatabase
{
    public const string PlatformKey = "tests-only-platform-key-of-mc-state";

    private static readonly Lazy<Task<SharedGcDatabase>> Started = new(StartAsync);

    private SharedGcDatabase(ServiceProcess service, MigratedDatabase database)
    {
        Service = service;
        Database = database;
    }

    public ServiceProcess Service { get; }

    public MigratedDatabase Database { get; }

    public string Org { get; private set; } = "";

    public static Task<SharedGcDatabase> GetAsync() => Started.Value;

    public async Task<string> MeetingAsync(string? org = null)
    {
        var created = await Answer.OfAsync(Service.Client.PostAsJsonAsync($"v1/orgs/{org ?? Org}/meetings", new { displayName = "Test", maxParticipants = 1000 }));
        return created.Expect(System.Net.HttpStatusCode.Created)["meetingId"].GetString()!;
    }

    public async Task<string> OrgAsync()
    {
        var created = await Answer.OfAsync(Service.Client.PostAsJsonAsync("v1/orgs", new
        {
            subdomain = $"t{Guid.NewGuid():N}", displayName = "Test", maxConcurrentMeetings = 100_000, maxParticipantsPerMeeting = 1000,
        }));
        return created.Expect(System.Net.HttpStatusCode.Created)["orgId"].GetString()!;
    }

    private static async Task<SharedGcDatabase> StartAsync()
    {
        var database = await MigratedDatabase.CreateAsync();
        var service = await ServiceProcess.StartAsync("DarkTower.GcDatabase", new Dictionary<string, string>
        {
            ["ConnectionStrings:darktower"] = database.AppConnectionString,
            ["Authentication:PlatformKey"] = PlatformKey,
        });
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PlatformKey);
        var shared = new SharedGcDatabase(service, database);
        shared.Org = await shared.OrgAsync();
        return shared;
    }
}
