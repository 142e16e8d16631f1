using System.Buffers.Text;
using System.Security.Cryptography;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.ApiKeys;

/// <summary>
/// The text of a key, <c>dtk_</c> and base64url of its id (16 bytes), its organization (16) and 256 random bits: it says itself whose it
/// is, so no look-up runs without a tenant.
/// </summary>
internal readonly record struct ApiKeyText(ApiKeyId Key, OrgId Org, byte[] Secret)
{
    private const string Mark = "dtk_";
    private const int IdBytes = 16;
    private const int SecretBytes = 32;
    private const int AllBytes = IdBytes + IdBytes + SecretBytes;

    // The id's first 12 bytes: its time and 26 random bits.
    private const int PrefixCharacters = 16;

    public byte[] SecretHash => SHA256.HashData(Secret);

    /// <summary>What tells it from others on a screen.</summary>
    public string Prefix => ToString()[..(Mark.Length + PrefixCharacters)];

    public static ApiKeyText New(ApiKeyId key, OrgId org) => new(key, org, RandomNumberGenerator.GetBytes(SecretBytes));

    public static ApiKeyText? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[AllBytes];
        return text.StartsWith(Mark, StringComparison.Ordinal)
            && Base64Url.IsValid(text.AsSpan(Mark.Length), out var length) && length == AllBytes
            && Base64Url.TryDecodeFromChars(text.AsSpan(Mark.Length), bytes, out _)
            ? new ApiKeyText(
                new ApiKeyId(new Guid(bytes[..IdBytes], bigEndian: true)),
                new OrgId(new Guid(bytes.Slice(IdBytes, IdBytes), bigEndian: true)), bytes[(2 * IdBytes)..].ToArray())
            : null;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[AllBytes];
        Key.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        Org.Value.TryWriteBytes(bytes[IdBytes..], bigEndian: true, out _);
        Secret.CopyTo(bytes[(2 * IdBytes)..]);
        return Mark + Base64Url.EncodeToString(bytes);
    }
}
