namespace DarkTower.AppHost.Stores.Programs;

/// <summary>Files that hold a secret: readable and writable by their owner alone from the first byte, replaced whole.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        var partial = $"{path}.{Environment.ProcessId}.partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(partial, options))
        {
            writer.Write(text);
        }

        File.Move(partial, path, overwrite: true);
    }
}
