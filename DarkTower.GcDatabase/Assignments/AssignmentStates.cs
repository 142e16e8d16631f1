namespace DarkTower.GcDatabase.Assignments;

internal enum AssignmentState
{
    Reserved,
    Active,
    Ended,
}
