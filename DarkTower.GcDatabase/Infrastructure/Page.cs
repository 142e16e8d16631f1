using System.Buffers.Text;
using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>Paging of a list: newest first by id, which is ordered by time.</summary>
internal sealed record Page(
    [property: FromQuery(Name = "limit"), Description("Items wanted, 1 to 200; 50 when left out.")] int? Limit,
    [property: FromQuery(Name = "cursor"), Description("nextCursor of the page before; opaque.")] string? Cursor)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public int Size => Limit ?? DefaultLimit;

    /// <summary>Lists continue below this id.</summary>
    public Guid Before => Cursor is null ? Guid.AllBitsSet : Parse(Cursor) ?? throw new InvalidOperationException("Not validated.");

    public void Validate(Faults faults)
    {
        faults.Range("limit", Limit, 1, MaxLimit);
        if (Cursor is not null && Parse(Cursor) is null) faults.Add("cursor", "is not a nextCursor of this API");
    }

    /// <summary>Statements ask for one item more than the page: it is there exactly when there is a next page.</summary>
    public (List<T> Items, string? NextCursor) Cut<T>(List<T> items, Func<T, Guid> id) =>
        items.Count <= Size ? (items, null) : (items[..Size], Base64Url.EncodeToString(id(items[Size - 1]).ToByteArray(bigEndian: true)));

    private static Guid? Parse(string cursor)
    {
        Span<byte> bytes = stackalloc byte[16];
        return cursor.Length == 22
            && Base64Url.IsValid(cursor, out var length) && length == bytes.Length
            && Base64Url.TryDecodeFromChars(cursor, bytes, out _)
            ? new Guid(bytes, bigEndian: true)
            : null;
    }
}
