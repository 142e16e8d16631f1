using System.Globalization;

namespace DarkTower.Measuring;

/// <summary>What the kernel says of a process.</summary>
public static class ProcessCost
{
    /// <summary>Of all threads that live, in nanoseconds from the scheduler; a process's own total counts in steps of 10 ms.</summary>
    public static double CpuSeconds(int process)
    {
        var nanoseconds = 0L;
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            try
            {
                var line = File.ReadAllText($"{thread}/schedstat");
                nanoseconds += long.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It ended between the two lines.
            }
        }
        return nanoseconds / 1e9;
    }

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

    private static long Field(string file, string name) => long.Parse(
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal),
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
}
