using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Tests.Checks;

/// <summary>The files of <c>Right</c> as assemblies that can be run.</summary>
internal static class Assemblies
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Compiled = new();

    public static Assembly Of(string file) => Compiled.GetOrAdd(file, _ => new Lazy<Assembly>(() => Compile(file))).Value;

    private static Assembly Compile(string file)
    {
        var source = SourceCase.Read("Right", file);
        InMemory.Driver(source.Lock).RunGeneratorsAndUpdateCompilation(
            InMemory.Compile((file + ".cs", source.Code)), out var compilation, out _);
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(bytes.ToArray());
    }
}
