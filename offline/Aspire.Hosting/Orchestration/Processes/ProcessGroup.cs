using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration.Processes;

/// <summary>Signals to a process and all it has started; the platform's own API only knows single processes.</summary>
internal static class ProcessGroup
{
    public const int Terminate = 15;
    public const int Kill = 9;

    public static void Signal(int leader, int signal)
    {
        // Between fork and setsid the leader has no group of its own yet.
        if (Send(-leader, signal) != 0)
        {
            _ = Send(leader, signal);
        }
    }

    public static bool Exists(int leader) => Send(-leader, 0) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
