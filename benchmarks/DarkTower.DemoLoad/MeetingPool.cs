using System.Globalization;
using System.Text.Json;

namespace DarkTower.DemoLoad;

/// <summary>
/// A few meetings that are used again and again, also by the next run, so that nothing grows. A participant stays present in mc-state for
/// half a minute after a journey; there are seats for three quarters of a minute.
/// </summary>
internal sealed class MeetingPool(GcDatabaseApi gcDatabase, DemoLoadOptions options) : IDisposable
{
    private const int Seats = 1000;
    private const string Name = "Demo load";

    // Always the same controller: the next run owns the meetings at once, whatever is left of this one's leases.
    private const string Controller = "d3300000-10ad-4000-8000-000000000001";

    private readonly int _size = Math.Max(2, (int)Math.Ceiling(options.Rate * 45 / Seats));
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly List<DemoMeeting> _meetings = [];
    private int _orgNumber = 1;
    private int _turn;

    public async Task<DemoMeeting> NextAsync(CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel);
        try
        {
            if (_meetings.Count == 0) await ReuseAsync(cancel);
            while (_meetings.Count < _size) _meetings.Add(await CreateAsync(cancel));
            return _meetings[_turn++ % _size];
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>The meeting is full, has ended or belongs to another controller: another one takes its place.</summary>
    public async Task DropAsync(DemoMeeting meeting, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel);
        _meetings.Remove(meeting);
        _changing.Release();
    }

    public void Dispose() => _changing.Dispose();

    private async Task ReuseAsync(CancellationToken cancel)
    {
        var org = await OrgAsync(cancel);
        var listed = await gcDatabase.GetAsync($"v1/orgs/{org}/meetings?limit=200", cancel);
        foreach (var meeting in listed.GetProperty("items").EnumerateArray().Where(IsUsable).Take(_size)) _meetings.Add(Of(org, meeting));
    }

    private async Task<DemoMeeting> CreateAsync(CancellationToken cancel)
    {
        while (true)
        {
            var org = await OrgAsync(cancel);
            try
            {
                var user = await UserAsync(org, cancel);
                return Of(org, await gcDatabase.PostAsync($"v1/orgs/{org}/meetings", new
                {
                    displayName = Name, createdByUserId = user, maxParticipants = Seats, allowGuests = true, waitingRoomEnabled = false,
                }, cancel));
            }
            catch (RefusedException refused) when (refused.Code is "meeting-limit-reached" or "org-suspended")
            {
                _orgNumber++;
            }
        }
    }

    private async Task<string> OrgAsync(CancellationToken cancel)
    {
        var subdomain = string.Create(CultureInfo.InvariantCulture, $"demo-load-{_orgNumber}");
        var found = (await gcDatabase.GetAsync($"v1/orgs?subdomain={subdomain}", cancel)).GetProperty("items");
        var org = found.GetArrayLength() > 0
            ? found[0]
            : await gcDatabase.PostAsync(
                "v1/orgs", new { subdomain, displayName = Name, maxConcurrentMeetings = 100, maxParticipantsPerMeeting = Seats }, cancel);
        return org.GetProperty("orgId").GetString()!;
    }

    private async Task<string> UserAsync(string org, CancellationToken cancel)
    {
        const string email = "demo-load@example.com";
        var found = (await gcDatabase.GetAsync($"v1/orgs/{org}/users?email={email}", cancel)).GetProperty("items");
        var user = found.GetArrayLength() > 0
            ? found[0]
            : await gcDatabase.PostAsync($"v1/orgs/{org}/users", new { email, displayName = Name }, cancel);
        return user.GetProperty("userId").GetString()!;
    }

    // Seats left half free: what a run that was killed left behind must not fill the meeting.
    private static bool IsUsable(JsonElement meeting) =>
        meeting.GetProperty("displayName").GetString() == Name
        && meeting.GetProperty("status").GetString() is "scheduled" or "active"
        && meeting.GetProperty("activeParticipants").GetInt32() < Seats / 2;

    private DemoMeeting Of(string org, JsonElement meeting) =>
        new(org, meeting.GetProperty("meetingId").GetString()!, meeting.GetProperty("maxParticipants").GetInt32(), Controller);
}
