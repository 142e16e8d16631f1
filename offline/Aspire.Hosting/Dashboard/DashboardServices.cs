using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dashboard;

internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardSettings settings)
    {
        if (settings.Enabled)
        {
            services.AddSingleton<ResourceRows>();
            services.AddSingleton<ResourceServiceCalls>();
            services.AddHostedService<DashboardHost>();
        }
        return services;
    }
}
