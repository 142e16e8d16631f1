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
        var participants = $"{meeting.Path}/participants";
        const string displayName = "Demo guest";
        const string role = "guest";
        var stay = await gcDatabase.PostAsync(participants, new { participantType = "guest", displayName, role }, cancel);
        var participantId = stay.GetProperty("participantId").GetString()!;
        try
        {
            var owner = await meeting.OwnAsync(mcState, cancel);
            var join = new { requestId = Guid.NewGuid(), participantId, displayName, role, capacity = meeting.Capacity };
            await mcState.PostAsync(participants, join, cancel, owner);
            await mcState.PostAsync($"{participants}/heartbeats", new { participantIds = new[] { participantId } }, cancel, owner);
            await mcState.GetAsync(meeting.Path, cancel);
        }
        finally
        {
            // Also when the load is being stopped: a seat that is not given back stays taken.
            using var farewell = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await gcDatabase.DeleteAsync($"{participants}/{participantId}?reason=voluntary", farewell.Token);
        }
    }
}
