using System.Globalization;
using System.Runtime.InteropServices;

namespace DarkTower.Measuring;

/// <summary>What the kernel says of a process.</summary>
public static partial class ProcessCost
{
    /// <summary>
    /// Of all its threads, those that ended too, in nanoseconds: /proc/…/stat counts in steps of 10 ms, and the scheduler's figures of
    /// single threads go with them. 0 when the process has ended.
    /// </summary>
    public static double CpuSeconds(int process) =>
        ClockGettime((~process << 3) | ProcessClock, out var time) == 0 ? time.Seconds + (time.Nanoseconds / 1e9) : 0;

    public static double ResidentMegabytes(int process) => Field($"/proc/{process}/status", "VmRSS:") / 1024.0;

    /// <summary>The processes that a process started and that live.</summary>
    public static List<int> Children(int process)
    {
        List<int> children = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
                continue;
            try
            {
                var line = File.ReadAllText($"{folder}/stat");
                // The name may hold blanks and brackets: what follows its last bracket is state and parent.
                var parent = line[(line.LastIndexOf(')') + 2)..].Split(' ')[1];
                if (parent == process.ToString(CultureInfo.InvariantCulture))
                    children.Add(id);
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }
        return children;
    }

    private static long Field(string file, string name)
    {
        var line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    // What clock_getcpuclockid makes of a process's id.
    private const int ProcessClock = 2;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGettime(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
