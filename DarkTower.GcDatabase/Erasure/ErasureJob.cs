using DarkTower.GcDatabase.Infrastructure;
using DarkTower.GcDatabase.Jobs;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Erasure;

/// <summary>
/// Carries out what was asked to be erased. Its place is in the rows that are left, not in the process: whoever comes next, after a kill or
/// beside this one, goes on from there.
/// </summary>
internal sealed partial class ErasureJob(
    [FromKeyedServices(JobServices.Database)] Database database, JobOptions options, ErasureSignal signal, TimeProvider time)
    : IWokenJob
{
    /// <summary>Rows may be added by what was under way when the erasure was asked for; more than once is for the next run.</summary>
    private const int Attempts = 3;

    private const long MostAtOnce = 100;

    public string Name => "erase";

    public TimeSpan Every => options.ErasuresEvery;

    public Task WokenAsync(CancellationToken cancellationToken) => signal.WaitAsync(cancellationToken);

    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var rows = 0L;
        var failures = new List<Exception>();
        foreach (var (org, subjectType, subject) in await FindErasuresAsync(database, MostAtOnce, cancellationToken))
        {
            try
            {
                for (var attempt = 0; attempt < Attempts; attempt++)
                {
                    var (erased, remains) = subjectType == "org"
                        ? await EraseAsync(new OrgId(org), cancellationToken)
                        : await EraseAsync(new OrgId(org), new UserId(subject), cancellationToken);
                    rows += erased;
                    if (!remains) break;
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // One that cannot be erased now must not keep the others.
                failures.Add(e);
            }
        }
        return failures.Count == 0 ? rows : throw new AggregateException(failures);
    }

    [GlobalQuery("erasures", "What there is to erase of all tenants.", """
        SELECT e.org_id, e.subject_type, e.subject_id
        FROM organization_directory AS d
        CROSS JOIN LATERAL (
            SELECT org_id, subject_type, subject_id
            FROM erasures
            WHERE org_id = d.org_id AND state <> 'done'
            ORDER BY created_at
            LIMIT @most
        ) AS e
        LIMIT @most
        """, Role = "darktower_jobs")]
    private static partial Task<List<(Guid OrgId, string SubjectType, Guid SubjectId)>> FindErasuresAsync(
        Database database, long most, CancellationToken cancellationToken);

    private async Task<(long Rows, bool Remains)> EraseAsync(OrgId org, CancellationToken stop)
    {
        Func<Task<long?>>[] steps =
        [
            () => OrgMeetings.EndMeetingsAsync(database, org, options.Batch, stop),
            () => OrgMeetings.RemoveAssignmentsAsync(database, org, options.Batch, stop),
            () => OrgMeetings.RemoveParticipantsAsync(database, org, options.Batch, stop),
            () => OrgMeetings.RemoveRecordingsAsync(database, org, options.Batch, stop),
            () => OrgMeetings.RemoveMeetingsAsync(database, org, options.Batch, stop),
            () => OrgPeople.RemoveRolesAsync(database, org, options.Batch, stop),
            () => OrgPeople.RemoveIdentitiesAsync(database, org, options.Batch, stop),
            () => OrgPeople.RemoveApiKeysAsync(database, org, options.Batch, stop),
            () => OrgPeople.RemoveUsersAsync(database, org, options.Batch, stop),
            () => OrgPeople.RemoveIdempotencyKeysAsync(database, org, options.Batch, stop),
        ];
        var rows = await RepeatAsync(steps)
            + await GoThroughAsync((after, id) => OrgEnd.CleanTrailAsync(database, org, after, id, options.Batch, stop));
        var finished = await OrgEnd.FinishOrgAsync(database, org, AuditEntry.OfJob(Name, time), stop);
        return (rows, finished is (OrgEnd.Remains, _));
    }

    private async Task<(long Rows, bool Remains)> EraseAsync(OrgId org, UserId user, CancellationToken stop)
    {
        Func<Task<long?>>[] steps =
        [
            () => UserTraces.RemoveUserRolesAsync(database, org, user, options.Batch, stop),
            () => UserTraces.RemoveUserIdentitiesAsync(database, org, user, options.Batch, stop),
            () => UserTraces.RevokeUserKeysAsync(database, org, user, options.Batch, stop),
            () => UserTraces.CleanParticipantsAsync(database, org, user, options.Batch, stop),
        ];
        var rows = await RepeatAsync(steps)
            + await GoThroughAsync((after, id) => UserEnd.CleanUserTrailAsync(database, org, user, after, id, options.Batch, stop));
        var finished = await UserEnd.FinishUserAsync(database, org, user, AuditEntry.OfJob(Name, time), stop);
        return (rows, finished is (UserEnd.Remains, _));
    }

    /// <summary>Each step until it finds nothing, or another process at it.</summary>
    private static async Task<long> RepeatAsync(Func<Task<long?>>[] steps)
    {
        var rows = 0L;
        foreach (var step in steps)
            while (await step() is { } number and > 0) rows += number;
        return rows;
    }

    private static async Task<long> GoThroughAsync(
        Func<DateTimeOffset, Guid, Task<(long Number, DateTimeOffset CreatedAt, Guid AuditId)?>> batch)
    {
        var (rows, after, id) = (0L, DateTimeOffset.UnixEpoch, Guid.Empty);
        while (await batch(after, id) is var (number, createdAt, auditId)) (rows, after, id) = (rows + number, createdAt, auditId);
        return rows;
    }
}
