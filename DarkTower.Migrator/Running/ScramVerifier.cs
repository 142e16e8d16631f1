using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DarkTower.Migrator.Running;

/// <summary>
/// What PostgreSQL stores for a password (RFC 5803: <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>). Made here, so that the
/// password itself never travels and can never be in the server's log.
/// </summary>
internal static class ScramVerifier
{
    private const string Scheme = "SCRAM-SHA-256";
    private const int Iterations = 4096;

    public static string Of(string password) => Of(password, RandomNumberGenerator.GetBytes(16), Iterations);

    public static bool Matches(string? stored, string password)
    {
        if (stored?.Split('$') is not [Scheme, var parameters, _] || parameters.Split(':') is not [var iterations, var salt])
            return false;
        return stored == Of(password, Convert.FromBase64String(salt), int.Parse(iterations, CultureInfo.InvariantCulture));
    }

    private static string Of(string password, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"{Scheme}${iterations}:{Convert.ToBase64String(salt)}"
            + $"${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
