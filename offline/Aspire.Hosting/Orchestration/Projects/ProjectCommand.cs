using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Aspire.Hosting.Orchestration.Projects;

/// <summary>How a project that is built already is run: <c>dotnet bin/…/Assembly.dll</c>.</summary>
internal static class ProjectCommand
{
    private const string Framework = "net10.0";

    public static string Dotnet { get; } = FindDotnet();

    public static string Assembly(IProjectMetadata project, Assembly? appHost)
    {
        var folder = Path.GetDirectoryName(project.ProjectPath)!;
        var name = XDocument.Load(project.ProjectPath).Descendants("AssemblyName").FirstOrDefault()?.Value
            ?? Path.GetFileNameWithoutExtension(project.ProjectPath);
        var configuration = appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        var dll = Path.Combine(folder, "bin", configuration, Framework, name + ".dll");
        return File.Exists(dll)
            ? dll
            : throw new DistributedApplicationException(
                $"{dll} is not there; `dotnet build {project.ProjectPath} -c {configuration}` makes it");
    }

    private static string FindDotnet()
    {
        // .../shared/Microsoft.NETCore.App/<version>/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var beside = Path.Combine(root, "dotnet");
        return File.Exists(beside) ? beside : "dotnet";
    }
}
