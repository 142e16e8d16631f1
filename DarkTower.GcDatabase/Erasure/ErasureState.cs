namespace DarkTower.GcDatabase.Erasure;

internal enum ErasureState
{
    Requested,
    Running,
    Done,
}
