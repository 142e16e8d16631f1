using System.Buffers.Binary;
using System.Numerics;

namespace Aspire.Hosting.Publishing;

/// <summary>xxHash of 32 bits, seed 0: the real manifest names its helper entries by it, and System.IO.Hashing does not restore.</summary>
internal static class XxHash32
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;
    private const int StripeLength = 16;

    public static uint Hash(ReadOnlySpan<byte> data)
    {
        var length = (uint)data.Length;
        var hash = Prime5;
        if (data.Length >= StripeLength)
        {
            Span<uint> lanes = [unchecked(Prime1 + Prime2), Prime2, 0, unchecked(0 - Prime1)];
            while (data.Length >= StripeLength)
            {
                for (var i = 0; i < lanes.Length; i++)
                {
                    lanes[i] = BitOperations.RotateLeft(lanes[i] + Word(data, i) * Prime2, 13) * Prime1;
                }
                data = data[StripeLength..];
            }
            hash = BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7)
                + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
        }

        hash += length;
        for (; data.Length >= sizeof(uint); data = data[sizeof(uint)..])
        {
            hash = BitOperations.RotateLeft(hash + Word(data, 0) * Prime3, 17) * Prime4;
        }
        foreach (var rest in data)
        {
            hash = BitOperations.RotateLeft(hash + rest * Prime5, 11) * Prime1;
        }

        hash = (hash ^ hash >> 15) * Prime2;
        hash = (hash ^ hash >> 13) * Prime3;
        return hash ^ hash >> 16;
    }

    private static uint Word(ReadOnlySpan<byte> data, int index) => BinaryPrimitives.ReadUInt32LittleEndian(data[(index * sizeof(uint))..]);
}
