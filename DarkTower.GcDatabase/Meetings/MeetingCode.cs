using System.Security.Cryptography;

namespace DarkTower.GcDatabase.Meetings;

/// <summary>The name a meeting is found by without knowing its organization: too long to be guessed, or to be drawn twice often.</summary>
internal static class MeetingCode
{
    public const int Length = 12;

    /// <summary>Codes that are drawn for one meeting before the caller is told to try again.</summary>
    public const int Draws = 3;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static bool IsValid(string code) => code.Length == Length && code.All(char.IsAsciiLetterOrDigit);
}
