using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DarkTower.Queries.Locking;

/// <summary>The lock as the compiler hands it over.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Text">Its text, for places in it.</param>
/// <param name="Lock">Null when it cannot be read.</param>
/// <param name="Error">Why.</param>
internal sealed record LockFile(string Path, SourceText? Text, QueryLock? Lock, LockException? Error)
{
    public static bool IsLock(AdditionalText text) =>
        string.Equals(System.IO.Path.GetFileName(text.Path), QueryLock.FileName, StringComparison.OrdinalIgnoreCase);

    public static LockFile Read(AdditionalText file, CancellationToken cancellationToken)
    {
        // Null when the project names a file that is not there.
        if (file.GetText(cancellationToken) is not { } text)
            return new LockFile(file.Path, null, null, null);
        try
        {
            return new LockFile(file.Path, text, QueryLock.Parse(text.ToString()), null);
        }
        catch (LockException error)
        {
            return new LockFile(file.Path, text, null, error);
        }
    }

    public Location Place(int start)
    {
        var span = new TextSpan(Math.Min(start, Text?.Length ?? 0), 0);
        return Location.Create(Path, span, Text?.Lines.GetLinePositionSpan(span) ?? default);
    }
}
