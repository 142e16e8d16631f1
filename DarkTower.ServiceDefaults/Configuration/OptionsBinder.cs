using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace DarkTower.ServiceDefaults;

internal static class OptionsBinder
{
    public static T Bind<T>(IConfiguration configuration, string section) where T : class, new()
    {
        var settings = configuration.GetSection(section);
        RefuseUnknownKeys<T>(settings);

        T options;
        try
        {
            options = settings.Get<T>() ?? new T();
        }
        catch (InvalidOperationException e) // names the key, the value and the type it should have
        {
            throw new StartupException(e.Message);
        }

        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new StartupException(string.Join(" ", faults.Select(fault =>
                $"Configuration key {section}:{fault.MemberNames.FirstOrDefault() ?? "*"}: {fault.ErrorMessage}")));
        return options;
    }

    private static void RefuseUnknownKeys<T>(IConfigurationSection settings)
    {
        var known = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).ToList();
        var unknown = settings.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw new StartupException($"Unknown configuration key {unknown.Path}. {settings.Path} has: {string.Join(", ", known)}.");
    }

    /// <summary>A misspelt section (<c>Postgres:Pol:MaxSize</c>) is as unknown as a misspelt key.</summary>
    public static void RefuseUnknownSections(IConfiguration configuration, IEnumerable<string> sections)
    {
        foreach (var family in sections.Where(section => section.Contains(':')).GroupBy(section => section[..section.IndexOf(':')]))
        {
            var known = family.Select(section => section.Split(':')[1]).ToList();
            var unknown = configuration.GetSection(family.Key).GetChildren()
                .FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
            if (unknown is not null)
                throw new StartupException($"Unknown configuration key {unknown.Path}. {family.Key} has: {string.Join(", ", known)}.");
        }
    }
}
