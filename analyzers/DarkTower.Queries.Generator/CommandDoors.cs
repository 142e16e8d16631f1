using Microsoft.CodeAnalysis;

namespace DarkTower.Queries;

/// <summary>The ways ADO.NET, its driver and the libraries over it have to run SQL.</summary>
internal sealed class CommandDoors
{
    private static readonly string[] Commands =
        ["System.Data.IDbCommand", "System.Data.Common.DbBatch", "System.Data.Common.DbBatchCommand", "System.Data.Common.DbDataAdapter"];

    private static readonly string[] Makers = ["CreateCommand", "CreateBatch", "CreateBatchCommand", "CreateDbCommand", "CreateDbBatch"];
    private static readonly string[] Setters = ["CommandText", "EnableErrorBarriers", "AppendErrorBarrier"];

    private static readonly string[] Connections = ["System.Data.IDbConnection", "System.Data.Common.DbDataSource"];

    // The last is for generated code only.
    private static readonly string[] OwnersOfMakers =
    [
        .. Connections, "System.Data.Common.DbBatch", "System.Data.Common.DbProviderFactory", "DarkTower.Queries.Database",
    ];

    private readonly HashSet<ISymbol> _commands;
    private readonly HashSet<ISymbol> _makers;
    private readonly HashSet<ISymbol> _connections;

    public CommandDoors(Compilation compilation)
    {
        _commands = Types(Commands);
        _makers = Types(OwnersOfMakers);
        _connections = Types(Connections);

        HashSet<ISymbol> Types(string[] names) =>
            new(names.Select(compilation.GetTypeByMetadataName).OfType<ISymbol>(), SymbolEqualityComparer.Default);
    }

    public bool IsCommand(ITypeSymbol type) => Is(type, _commands);

    public bool RunsSql(IMethodSymbol method) =>
        (Makers.Contains(method.Name) && Is(method.ContainingType, _makers)) || IsCopy(method) || IsExtensionWithSql(method);

    public bool ChangesSql(IPropertySymbol property) => Setters.Contains(property.Name) && Is(property.ContainingType, _commands);

    /// <summary>The driver's COPY.</summary>
    private static bool IsCopy(IMethodSymbol method) => method.ContainingType.Name == "NpgsqlConnection"
        && method.Name.StartsWith("Begin", StringComparison.Ordinal)
        && new[] { "Import", "Export", "Copy" }.Any(word => method.Name.Contains(word));

    /// <summary>As Dapper and Entity Framework have them.</summary>
    private bool IsExtensionWithSql(IMethodSymbol called)
    {
        var method = called.ReducedFrom ?? called;
        return method.IsExtensionMethod && method.Parameters.Skip(1).Any(parameter => parameter.Name is "sql" or "command")
            && (Is(method.Parameters[0].Type, _connections) || IsEntityFramework(method.Parameters[0].Type));
    }

    private static bool IsEntityFramework(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true;

    private static bool Is(ITypeSymbol type, HashSet<ISymbol> wanted)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (wanted.Contains(current))
                return true;
        }
        return type.AllInterfaces.Any(wanted.Contains);
    }
}
