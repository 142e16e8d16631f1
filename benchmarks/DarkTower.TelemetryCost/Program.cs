using DarkTower.TelemetryCost;

// Measures in one process; serves in others, which the first starts: what listens to spans and meters is of the whole process.
return Environment.GetEnvironmentVariable("TelemetryCost__Serve") is null
    ? await Measurement.RunAsync(args.FirstOrDefault() ?? "benchmarks/reports/telemetry-cost.md")
    : Endpoint.Serve();
