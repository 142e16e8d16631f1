using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Users;

internal static class Email
{
    /// <summary>What the table's check asks for, but for lower case: that is the statement's, with the database's own idea of it.</summary>
    public static void Validate(Faults faults, string? email, bool required)
    {
        faults.Text("email", email, max: 254, required);
        if (email is null) return;
        var at = email.IndexOf('@');
        if (at < 1 || at == email.Length - 1 || email.LastIndexOf('@') != at || email.Any(char.IsWhiteSpace))
            faults.Add("email", "is not an email address");
    }
}
