namespace DarkTower.GcDatabase.Assignments;

internal static class AssignmentEndpoints
{
    public static void MapAssignments(this IEndpointRouteBuilder v1)
    {
        var assignments = v1.MapGroup("/orgs/{org}/meetings/{meeting}/assignments").WithTags("Assignments");
        AssignMeeting.Map(assignments);
        GetAssignment.Map(assignments);
        ConfirmAssignment.Map(assignments);
        ReleaseAssignment.Map(assignments);
    }
}
