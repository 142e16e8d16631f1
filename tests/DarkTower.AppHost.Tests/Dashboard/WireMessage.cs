using System.Text;

namespace DarkTower.AppHost.Tests.Dashboard;

/// <summary>
/// A protobuf message by field numbers, read and written without generated code: the numbers in these tests are those of the dashboard,
/// not those of the server under test.
/// </summary>
internal sealed class WireMessage
{
    private readonly List<(int Field, ulong Number, byte[]? Bytes)> _fields = [];

    public static WireMessage Parse(ReadOnlySpan<byte> bytes)
    {
        var message = new WireMessage();
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    message._fields.Add((field, Varint(ref bytes), null));
                    break;
                case 1:
                    message._fields.Add((field, BitConverter.ToUInt64(bytes), null));
                    bytes = bytes[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    message._fields.Add((field, 0, bytes[..length].ToArray()));
                    bytes = bytes[length..];
                    break;
                default:
                    throw new FormatException($"Field {field} has the unexpected wire type {tag & 7}.");
            }
        }
        return message;
    }

    public string? Text(int field) =>
        _fields.LastOrDefault(f => f.Field == field).Bytes is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public int Number(int field) => (int)_fields.LastOrDefault(f => f.Field == field).Number;

    public bool Flag(int field) => Number(field) != 0;

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public WireMessage? Message(int field) => Messages(field).LastOrDefault();

    public IEnumerable<WireMessage> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => Parse(f.Bytes));

    public WireMessage With(int field, string text)
    {
        _fields.Add((field, 0, Encoding.UTF8.GetBytes(text)));
        return this;
    }

    public WireMessage With(int field, bool flag)
    {
        _fields.Add((field, flag ? 1UL : 0, null));
        return this;
    }

    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        foreach (var (field, number, payload) in _fields)
        {
            Append(bytes, (ulong)(field << 3 | (payload is null ? 0 : 2)));
            Append(bytes, payload is null ? number : (ulong)payload.Length);
            bytes.AddRange(payload ?? []);
        }
        return [.. bytes];
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private static void Append(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }
        bytes.Add((byte)value);
    }
}
