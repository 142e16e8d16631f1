using System.Security.Cryptography;
using System.Text;

namespace DarkTower.ServiceDefaults;

/// <summary>Keys for encryption at rest, made from the platform key: who has the database alone cannot read what they encrypt.</summary>
public sealed class DerivedKeys
{
    private readonly byte[] _platformKey;

    internal DerivedKeys(KeyOptions options) => _platformKey = Encoding.UTF8.GetBytes(options.PlatformKey);

    /// <summary>256 bits by HKDF with SHA-256 (RFC 5869); the same for the same arguments while the platform key is the same.</summary>
    /// <param name="purpose">What it is for, so that no two uses share a key.</param>
    /// <param name="salt">What else must be known to use it.</param>
    public byte[] Derive(string purpose, ReadOnlySpan<byte> salt)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _platformKey, key, salt, Encoding.UTF8.GetBytes(purpose));
        return key;
    }
}
