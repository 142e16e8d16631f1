using System.Security.Cryptography;

namespace DarkTower.GcDatabase.Meetings;

/// <summary>The name a meeting is found by without knowing its organization: too long to be guessed or drawn twice.</summary>
internal static class MeetingCode
{
    public const int Length = 12;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static bool IsValid(string code) => code.Length == Length && code.All(char.IsAsciiLetterOrDigit);
}
