using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace DarkTower.ServiceDefaults;

/// <summary>The platform key: may act for any org, has every scope. Compared by hash, in constant time.</summary>
internal sealed class PlatformKeyVerifier(KeyOptions options) : IKeyVerifier
{
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(options.PlatformKey));
    private readonly ClaimsPrincipal _platform = new(new ClaimsIdentity([new Claim(Scopes.ClaimType, Scopes.All)], "platform-key"));

    public ValueTask<ClaimsPrincipal?> VerifyAsync(string key, CancellationToken cancellationToken) =>
        new(CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), _hash) ? _platform : null);
}
