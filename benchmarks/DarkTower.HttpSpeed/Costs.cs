using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

/// <summary>What one server's slices of one call came to.</summary>
internal sealed class Costs
{
    public Outcome Outcome { get; } = new();

    public double ServerCpu { get; private set; }

    public double PostgresCpu { get; private set; }

    public double DriverCpu { get; private set; }

    public long AllocatedBytes { get; private set; }

    public double ResidentMegabytes { get; private set; }

    public Memory Memory { get; private set; }

    /// <summary>Runs a slice and adds what it cost.</summary>
    /// <returns>Requests a second.</returns>
    public double Measure(Stage stage, MeasuredServer server, Func<Outcome> slice)
    {
        var (cpu, postgres, driver, allocated) =
            (server.CpuSeconds(), stage.PostgresCpuSeconds(), DriverSeconds(), server.Memory().AllocatedBytes);
        var outcome = slice();
        ServerCpu += server.CpuSeconds() - cpu;
        PostgresCpu += stage.PostgresCpuSeconds() - postgres;
        DriverCpu += DriverSeconds() - driver;
        Memory = server.Memory();
        AllocatedBytes += Memory.AllocatedBytes - allocated;
        ResidentMegabytes = server.ResidentMegabytes();
        Outcome.Add(outcome);
        return outcome.PerSecond;
    }

    public double PerThousand(double seconds) => seconds * 1000 / Outcome.Requests;

    private static double DriverSeconds() => System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
}
