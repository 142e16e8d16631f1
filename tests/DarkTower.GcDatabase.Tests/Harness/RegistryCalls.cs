namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>Calls of the registry and of assignments. A test takes regions of its own: candidates and counts are of a region.</summary>
internal static class RegistryCalls
{
    public const string Controllers = "/v1/meeting-controllers";
    public const string Handlers = "/v1/media-handlers";

    public static string NewRegion() => $"r-{Guid.NewGuid():N}"[..20];

    public static Task<Answer> RegisterAsync(
        this GcClient gc, Guid controller, string region, int maxMeetings = 10, int maxParticipants = 1000) =>
        gc.PutAsync($"{Controllers}/{controller}", new { region, grpcEndpoint = "https://mc:50051", maxMeetings, maxParticipants });

    public static Task<Answer> BeatAsync(
        this GcClient gc, Guid controller, long epoch, long sequence, int meetings = 0, int participants = 0, string health = "healthy") =>
        gc.PostAsync(
            $"{Controllers}/{controller}/heartbeats",
            new { epoch, sequence, currentMeetings = meetings, currentParticipants = participants, health });

    public static Task<Answer> DrainAsync(this GcClient gc, Guid controller, int seconds) =>
        gc.PostAsync($"{Controllers}/{controller}/drain", new { deadlineSeconds = seconds });

    /// <summary>Registered and heard once.</summary>
    public static async Task<Guid> NewControllerAsync(this GcClient gc, string region, int maxMeetings = 10, int participants = 0)
    {
        var controller = Guid.NewGuid();
        (await gc.RegisterAsync(controller, region, maxMeetings)).Expect(201);
        (await gc.BeatAsync(controller, 1, 1, participants: participants)).Expect(200);
        return controller;
    }

    public static Task<Answer> RegisterHandlerAsync(this GcClient gc, Guid handler, string region, int maxStreams = 100) =>
        gc.PutAsync(
            $"{Handlers}/{handler}",
            new
            {
                region, grpcEndpoint = "https://mh:50051", webtransportEndpoint = "https://mh:4433", maxStreams,
                codecs = new[] { "vp9", "opus" }, supportsTranscoding = true,
            });

    public static Task<Answer> BeatHandlerAsync(
        this GcClient gc, Guid handler, long epoch, long sequence, int streams = 0, int cpu = 0, int memory = 0, int bandwidth = 0,
        string health = "healthy") =>
        gc.PostAsync(
            $"{Handlers}/{handler}/heartbeats",
            new
            {
                epoch, sequence, currentStreams = streams, cpuPercent = cpu, memoryPercent = memory, bandwidthPercent = bandwidth, health,
            });

    public static async Task<Guid> NewHandlerAsync(this GcClient gc, string region, int maxStreams = 100, int streams = 0, int cpu = 0)
    {
        var handler = Guid.NewGuid();
        (await gc.RegisterHandlerAsync(handler, region, maxStreams)).Expect(201);
        (await gc.BeatHandlerAsync(handler, 1, 1, streams, cpu)).Expect(200);
        return handler;
    }

    public static string Assignments(Guid org, Guid meeting) => $"/v1/orgs/{org}/meetings/{meeting}/assignments";

    public static Task<Answer> AssignAsync(this GcClient gc, Guid org, Guid meeting, string region) =>
        gc.PostAsync(Assignments(org, meeting), new { region, assignedBy = "gc-1" });

    public static Task<Answer> GetAssignmentAsync(this GcClient gc, Guid org, Guid meeting, string region) =>
        gc.GetAsync($"{Assignments(org, meeting)}/{region}");

    public static Task<Answer> ConfirmAsync(this GcClient gc, Guid org, Guid meeting, string region, Guid? assignment = null) =>
        gc.PostAsync($"{Assignments(org, meeting)}/{region}/confirmation", new { assignmentId = assignment });

    public static Task<Answer> ReleaseAsync(this GcClient gc, Guid org, Guid meeting, string region, string? reason = null) =>
        gc.DeleteAsync($"{Assignments(org, meeting)}/{region}{(reason is null ? "" : $"?reason={reason}")}");

    /// <summary>As if the controller had last been heard then, and nothing else had happened.</summary>
    public static Task AgeAsync(this GcDatabaseProcess process, Guid controller, int seconds) => process.ExecuteAsync(
        "UPDATE meeting_controller_load SET last_heartbeat_at = now() - make_interval(secs => $2) WHERE controller_id = $1",
        controller, (double)seconds);

    public static Task<string> ControllerAsync(this GcDatabaseProcess process, Guid controller) => process.ScalarAsync<string>(
        """
        SELECT concat_ws(' ', health, epoch, heartbeat_seq, current_meetings, current_participants, reserved_meetings)
        FROM meeting_controller_load WHERE controller_id = $1
        """, controller);

    /// <summary>Every assignment of the meeting in the order they were made: controller, state, reason of its end.</summary>
    public static Task<string> HistoryAsync(this GcDatabaseProcess process, Guid meeting, string region) => process.ScalarAsync<string>(
        """
        SELECT coalesce(string_agg(concat_ws(' ', controller_id, state, end_reason), ', ' ORDER BY assignment_id), '')
        FROM meeting_assignments WHERE meeting_id = $1 AND region = $2
        """, meeting, region);
}
