using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Users;

internal static partial class PasswordHash
{
    /// <summary>What the table's check asks for; a password sent by mistake must not come that far.</summary>
    public static void Validate(Faults faults, string? hash)
    {
        if (hash is not null && (hash.Length is < 60 or > 255 || !Known().IsMatch(hash)))
            faults.Add("passwordHash", "is neither a bcrypt nor an argon2id hash");
    }

    [GeneratedRegex(@"^\$(2[aby]|argon2id)\$[!-~]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
