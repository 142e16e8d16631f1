using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>
/// The random part of a choice among the candidates that a statement ranks: it takes those with the highest <c>ln(draw) / weight</c>, which
/// draws without replacement in proportion to the weights (Efraimidis and Spirakis 2006). One candidate has one draw.
/// </summary>
internal static class Draws
{
    /// <summary>How many of the least loaded a statement chooses among.</summary>
    public const int Candidates = 5;

    private const double Step = 1.0 / (1UL << 53);

    /// <summary>From the system's generator: who gets a meeting must not be foreseen. Never 0, whose logarithm is none; never above 1.</summary>
    public static double[] New()
    {
        var draws = new double[Candidates];
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (ref var draw in draws.AsSpan())
        {
            RandomNumberGenerator.Fill(bytes);
            draw = Of(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }
        return draws;
    }

    /// <summary>The upper 53 bits, which a double holds exactly, from 1 to 2^53 instead of 0 to 2^53 - 1.</summary>
    internal static double Of(ulong bits) => ((bits >> 11) + 1) * Step;
}
