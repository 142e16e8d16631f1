using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;

namespace DarkTower.GcDatabase.Idempotency;

/// <summary>
/// Seals the answer of one Idempotency-Key (AES-256-GCM). An answer may show a secret that is kept nowhere else: only who repeats the key,
/// to a service that has the platform key, can open it. The database knows the key by its hash.
/// </summary>
internal sealed class AnswerBox
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _secret;

    public AnswerBox(DerivedKeys keys, OrgId org, string key)
    {
        var salt = Encoding.UTF8.GetBytes($"{org} {key}");
        _secret = keys.Derive("idempotency", salt);
        var hash = SHA256.HashData(salt);
        (Name, Lock) = (Convert.ToHexStringLower(hash), BinaryPrimitives.ReadInt64BigEndian(hash));
    }

    /// <summary>The key, as the database has it.</summary>
    public string Name { get; }

    /// <summary>The advisory lock of the key; two keys share one by a chance of 2^-64, and one of them would be told it is in flight.</summary>
    public long Lock { get; }

    public byte[] Close(KeptAnswer answer)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(answer, KeptAnswerJson.Default.KeptAnswer);
        var sealedAnswer = new byte[NonceBytes + TagBytes + plain.Length];
        var (nonce, tag, cipher) = Parts(sealedAnswer);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_secret, TagBytes);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
        return sealedAnswer;
    }

    /// <summary>Null when the platform key is another one than then.</summary>
    public KeptAnswer? Open(byte[] sealedAnswer)
    {
        var (nonce, tag, cipher) = Parts(sealedAnswer);
        var plain = new byte[cipher.Length];
        try
        {
            using var aes = new AesGcm(_secret, TagBytes);
            aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return JsonSerializer.Deserialize(plain, KeptAnswerJson.Default.KeptAnswer);
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] all) =>
        (all.AsMemory(0, NonceBytes), all.AsMemory(NonceBytes, TagBytes), all.AsMemory(NonceBytes + TagBytes));
}
