namespace DarkTower.GcDatabase.Jobs;

/// <summary>Work in the background, again and again: <see cref="JobServices.AddJob{T}"/>. Each replica runs it, so it must be safe then.</summary>
internal interface IJob
{
    /// <summary>Kebab-case; the job as spans, metrics and the log show it.</summary>
    string Name { get; }

    /// <summary>From the end of a run to the start of the next.</summary>
    TimeSpan Every { get; }

    /// <summary>One run, to its end: batches until nothing is left.</summary>
    /// <returns>How many rows it changed.</returns>
    Task<long> RunAsync(CancellationToken cancellationToken);
}

/// <summary>A job that need not wait for its time when this process knows of work.</summary>
internal interface IWokenJob : IJob
{
    /// <summary>Returns when there is work; what it returned for is not told again.</summary>
    Task WokenAsync(CancellationToken cancellationToken);
}
