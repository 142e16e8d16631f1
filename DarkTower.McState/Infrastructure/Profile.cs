using System.Buffers.Text;

namespace DarkTower.McState.Infrastructure;

/// <summary>
/// A participant as the store holds it: 'role|user|name', the role by its first letter and the user in 22 characters. With the time of joining
/// before it most fit into the 64 bytes up to which Redis keeps a hash compact. The name comes last: it may hold anything.
/// </summary>
internal static class Profile
{
    public static readonly IReadOnlyList<string> Roles = ["host", "participant", "guest"];

    public static string Pack(string role, string? user, string name) => $"{role[0]}|{(user is null ? "" : Short(user))}|{name}";

    public static (string Role, string? User, string Name) Unpack(string packed)
    {
        var parts = packed.Split('|', 3);
        return (Roles.First(role => role[0] == parts[0][0]), parts[1] is "" ? null : Long(parts[1]), parts[2]);
    }

    private static string Short(string user) => Base64Url.EncodeToString(Guid.Parse(user).ToByteArray(bigEndian: true));

    private static string Long(string user) => new Guid(Base64Url.DecodeFromChars(user), bigEndian: true).ToString("D");
}
