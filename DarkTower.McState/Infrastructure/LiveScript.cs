using System.Security.Cryptography;
using System.Text;

namespace DarkTower.McState.Infrastructure;

/// <summary>A script of Scripts/, with the prelude before it.</summary>
internal sealed class LiveScript
{
    // A script that only reads has failed when it got no answer; one that writes may have run all the same.
    public static readonly LiveScript Lease = new("lease", readOnly: true);
    public static readonly LiveScript Claim = new("claim");
    public static readonly LiveScript Join = new("join");
    public static readonly LiveScript Heartbeat = new("heartbeat");
    public static readonly LiveScript Snapshot = new("snapshot", readOnly: true);
    public static readonly LiveScript Probe = new("probe");

    private LiveScript(string name, bool readOnly = false)
    {
        Name = name;
        ReadOnly = readOnly;
        Text = Read("prelude") + Read(name);
        Sha1 = SHA1.HashData(Encoding.UTF8.GetBytes(Text)); // What EVALSHA calls a script by; nothing is protected with it.
    }

    public string Name { get; }

    public bool ReadOnly { get; }

    public string Text { get; }

    public byte[] Sha1 { get; }

    private static string Read(string name)
    {
        using var stream = typeof(LiveScript).Assembly.GetManifestResourceStream($"DarkTower.McState.Scripts.{name}.lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
