using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// A request or a statement is a span, not two log lines. Configuration (<c>Logging:LogLevel</c>) can turn each on again.
/// </summary>
internal static class QuietLogs
{
    public static void Apply(IServiceCollection services) => services.Configure<LoggerFilterOptions>(filters =>
    {
        foreach (var category in (string[])["Microsoft.AspNetCore", "System.Net.Http.HttpClient", "Npgsql"])
            filters.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Warning, null));
        // /health says what is unhealthy to whoever asks; a dependency that is still starting is no error.
        filters.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None, null));
        // A start that fails is reported by ServiceHost in one line, not in two stack traces.
        filters.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical, null));
        filters.Rules.Insert(0, new LoggerFilterRule(
            null, "Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning, (_, _, level) => level != LogLevel.Critical));
    });
}
