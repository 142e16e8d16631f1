using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.ServiceDefaults;

/// <summary>Options records bound once from one section, refused at start with a line that names the key.</summary>
public static class ValidatedOptions
{
    /// <summary>
    /// Registers <typeparamref name="T"/> as a singleton bound from <paramref name="section"/>. Data annotations and
    /// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/> are checked at start; an unknown key or a bad value stops the
    /// service.
    /// </summary>
    /// <typeparam name="T">A record with defaults in code.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">Configuration section, for example <c>Requests</c>.</param>
    public static IServiceCollection AddValidatedOptions<T>(this IServiceCollection services, string section) where T : class, new()
    {
        if (services.Any(service => service.ServiceType == typeof(T)))
            return services;
        services.AddSingleton(provider => OptionsBinder.Bind<T>(provider.GetRequiredService<IConfiguration>(), section));
        return services.AddSingleton(new ValidatedSection(section, provider => provider.GetRequiredService<T>()));
    }
}

internal sealed record ValidatedSection(string Name, Action<IServiceProvider> Check);
