namespace DarkTower.Peers.DapperPeer;

/// <summary>From rows of an outer join to an answer: no row is no organization, an empty one no meeting.</summary>
internal static class Found
{
    public static Outcome<Meeting> Meeting(MeetingRow? row) =>
        row is null ? new Outcome<Meeting>("org-not-found", null)
        : row.MeetingId is null ? new Outcome<Meeting>("meeting-not-found", null)
        : new Outcome<Meeting>(null, row.ToMeeting());

    public static List<ListedMeeting>? Meetings(List<MeetingRow> rows) =>
        rows is [] ? null : rows.Where(row => row.MeetingId is not null).Select(row => row.ToListed()).ToList();

    public static Outcome<List<ListedParticipant>> Participants(List<ParticipantRow> rows) =>
        rows is [] ? new Outcome<List<ListedParticipant>>("org-not-found", null)
        : rows[0].MeetingId is null ? new Outcome<List<ListedParticipant>>("meeting-not-found", null)
        : new Outcome<List<ListedParticipant>>(
            null, rows.Where(row => row.ParticipantId is not null).Select(row => row.ToListed()).ToList());
}
