using System.Diagnostics;
using DarkTower.ServiceDefaults;

namespace DarkTower.DemoLoad;

/// <summary>One guest's visit: join in both services, beat, look, leave. One trace.</summary>
internal sealed class Journey(GcDatabaseApi gcDatabase, McStateApi mcState, MeetingPool pool)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        using var span = Telemetry.Source.StartActivity("journey");
        var meeting = await pool.NextAsync(cancel);
        try
        {
            await VisitAsync(meeting, cancel);
        }
        catch (RefusedException refused)
        {
            span?.SetStatus(ActivityStatusCode.Error, refused.Code);
            if (refused.Code is "claim-required" or "lease-lost" or "fenced" or "split-brain") meeting.Disown();
            if (refused.Code is "meeting-full" or "meeting-not-open" or "meeting-not-found" or "org-not-found" or "already-owned")
                await pool.DropAsync(meeting, cancel);
            throw;
        }
    }

    private async Task VisitAsync(DemoMeeting meeting, CancellationToken cancel)
    {
        const string name = "Demo guest";
        var stay = await gcDatabase.PostAsync($"{meeting.Path}/participants", new { participantType = "guest", displayName = name, role = "guest" }, cancel);
        var participantId = stay.GetProperty("participantId").GetString()!;
        try
        {
            var owner = await meeting.OwnAsync(mcState, cancel);
            await mcState.PostAsync($"{meeting.Path}/participants",
                new { requestId = Guid.NewGuid(), participantId, displayName = name, role = "guest", capacity = meeting.Capacity }, cancel, owner);
            await mcState.PostAsync($"{meeting.Path}/participants/heartbeats", new { participantIds = new[] { participantId } }, cancel, owner);
            await mcState.GetAsync(meeting.Path, cancel);
        }
        finally
        {
            // Also when the load is being stopped: a seat that is not given back stays taken.
            using var farewell = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await gcDatabase.DeleteAsync($"{meeting.Path}/participants/{participantId}?reason=voluntary", farewell.Token);
        }
    }
}
