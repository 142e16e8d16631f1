using System.Buffers.Binary;
using System.Text;

namespace DarkTower.Migrator.Seeds.Scale;

/// <summary>Rows in the binary format of COPY, in one buffer filled and sent again and again: no allocation a row or a cell.</summary>
internal sealed class CopyBuffer
{
    private const int NullLength = -1;

    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8];

    // A row is far shorter than what is kept free.
    private readonly byte[] _bytes = new byte[SendAt + (16 << 10)];
    private int _length;

    public const int SendAt = 256 << 10;

    public bool IsFull => _length >= SendAt;

    public ReadOnlyMemory<byte> Filled => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Header()
    {
        Signature.CopyTo(_bytes, _length);
        _length += Signature.Length;
        Put(0);
        Put(0);
    }

    public void Trailer() => Short(-1);

    public void Row(int columns) => Short((short)columns);

    public void Null() => Put(NullLength);

    public void Uuid(Uuid value)
    {
        Put(16);
        Put(value.High);
        Put(value.Low);
    }

    public void UuidOrNull(Uuid value)
    {
        if (value == Scale.Uuid.None)
            Null();
        else
            Uuid(value);
    }

    public void Int(int value)
    {
        Put(4);
        Put(value);
    }

    public void Long(long value)
    {
        Put(8);
        Put((ulong)value);
    }

    public void Bool(bool value)
    {
        Put(1);
        _bytes[_length++] = value ? (byte)1 : (byte)0;
    }

    public void Time(Moment value) => Long(value.Microseconds);

    public void TimeOrNull(Moment? value)
    {
        if (value is { } given)
            Time(given);
        else
            Null();
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Put(value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    public void Text(string value)
    {
        var written = Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length + 4));
        Put(written);
        _length += written;
    }

    public void Json(string value)
    {
        var written = Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length + 5));
        Put(written + 1);
        _bytes[_length] = 1;
        _length += written + 1;
    }

    /// <summary>An IPv4 address as inet: family 2 (that is PostgreSQL's own number), 32 bits, no network, 4 bytes.</summary>
    public void Address(uint value)
    {
        Put(8);
        Put(0x02_20_00_04);
        Put((int)value);
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), value);
        _length += 2;
    }

    private void Put(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), value);
        _length += 4;
    }

    private void Put(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan(_length), value);
        _length += 8;
    }
}
