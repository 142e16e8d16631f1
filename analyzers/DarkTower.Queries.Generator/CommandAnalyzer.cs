using System.Collections.Immutable;
using DarkTower.Queries.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DarkTower.Queries;

/// <summary>Finds SQL that runs in another way than as a checked query.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommandAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [CodeRules.Command];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var doors = new CommandDoors(start.Compilation);
            start.RegisterOperationAction(operation => Creation(operation, doors), OperationKind.ObjectCreation);
            start.RegisterOperationAction(
                operation => Method(operation, doors, ((IInvocationOperation)operation.Operation).TargetMethod), OperationKind.Invocation);
            start.RegisterOperationAction(
                operation => Method(operation, doors, ((IMethodReferenceOperation)operation.Operation).Method),
                OperationKind.MethodReference);
            start.RegisterOperationAction(operation => Property(operation, doors), OperationKind.PropertyReference);
        });
    }

    private static void Creation(OperationAnalysisContext context, CommandDoors doors)
    {
        if (context.Operation.Type is { } type && doors.IsCommand(type))
            Report(context, "new " + type.Name);
    }

    private static void Method(OperationAnalysisContext context, CommandDoors doors, IMethodSymbol method)
    {
        if (doors.RunsSql(method))
            Report(context, method.Name);
    }

    private static void Property(OperationAnalysisContext context, CommandDoors doors)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference && doors.ChangesSql(reference.Property))
            Report(context, "setting " + reference.Property.Name);
    }

    private static void Report(OperationAnalysisContext context, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(CodeRules.Command, context.Operation.Syntax.GetLocation(), what));
}
