using System.IO.Compression;
using System.Text;

namespace DarkTower.AppHost.Tests.PackageSets;

/// <summary>A folder feed with packages of the real names and versions, holding the stand-ins' assemblies.</summary>
internal sealed class LocalFeed(string folder)
{
    public void AddSdk(string id, string version, string props, string targets) => Write(id, version, "", """<packageTypes><packageType name="MSBuildSdk" /></packageTypes>""",
        ("Sdk/Sdk.props", Encoding.UTF8.GetBytes(props)), ("Sdk/Sdk.targets", Encoding.UTF8.GetBytes(targets)));

    /// <param name="id">Package id.</param>
    /// <param name="version">Package version.</param>
    /// <param name="assembly">Assembly to put into lib; null makes a package of dependencies alone.</param>
    /// <param name="dependencies">Ids and versions.</param>
    public void Add(string id, string version, string? assembly, params (string Id, string Version)[] dependencies)
    {
        var list = string.Concat(dependencies.Select(d => $"""<dependency id="{d.Id}" version="{d.Version}" />"""));
        var metadata = $"""<dependencies><group targetFramework="net10.0">{list}</group></dependencies><frameworkReferences><group targetFramework="net10.0"><frameworkReference name="Microsoft.AspNetCore.App" /></group></frameworkReferences>""";
        if (assembly is null)
        {
            Write(id, version, metadata, "", ("lib/net10.0/_._", []));
        }
        else
        {
            Write(id, version, metadata, "", ($"lib/net10.0/{Path.GetFileName(assembly)}", File.ReadAllBytes(assembly)));
        }
    }

    private void Write(string id, string version, string dependencies, string types, params (string Path, byte[] Content)[] files)
    {
        Directory.CreateDirectory(folder);
        using var archive = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        var nuspec = $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description>{types}{dependencies}</metadata>
            </package>
            """;
        foreach (var (path, content) in files.Prepend(($"{id}.nuspec", Encoding.UTF8.GetBytes(nuspec))))
        {
            using var entry = archive.CreateEntry(path).Open();
            entry.Write(content);
        }
    }
}
