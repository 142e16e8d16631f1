using System.Reflection;

namespace Aspire.Hosting;

internal static class AppHostFolder
{
    public static Assembly? FindAssembly(string? name) => name is null ? Assembly.GetEntryAssembly() : Assembly.Load(name);

    /// <summary>
    /// The folder of the AppHost's project, from the class its build generates for itself: <c>Projects.&lt;Name&gt;.ProjectPath</c>.
    /// </summary>
    public static string? Of(Assembly? appHost)
    {
        var type = appHost?.GetTypes().FirstOrDefault(t => t.Namespace == "Projects" && !t.IsAssignableTo(typeof(IProjectMetadata)));
        return type?.GetProperty("ProjectPath", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as string;
    }
}
