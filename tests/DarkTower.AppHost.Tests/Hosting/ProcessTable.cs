namespace DarkTower.AppHost.Tests.Hosting;

internal static class ProcessTable
{
    /// <summary>Whether the process runs; one that has ended and only waits to be collected does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            var state = File.ReadAllText($"/proc/{id}/stat").Split(") ")[1][0];
            return state is not ('Z' or 'X');
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }
}
