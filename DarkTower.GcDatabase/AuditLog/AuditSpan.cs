using System.Buffers.Binary;
using System.Buffers.Text;
using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace DarkTower.GcDatabase.AuditLog;

/// <summary>Which part of the trail, and where in it the page begins: newest first by time, and by id among what has the same time.</summary>
internal sealed record AuditSpan(
    [property: FromQuery(Name = "from"), Description("Not before this time.")] DateTimeOffset? From,
    [property: FromQuery(Name = "to"), Description("Before this time.")] DateTimeOffset? To,
    [property: FromQuery(Name = "limit"), Description("Items wanted, 1 to 200; 50 when left out.")] int? Limit,
    [property: FromQuery(Name = "cursor"), Description("nextCursor of the page before; opaque.")] string? Cursor)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int CursorBytes = 24;
    private const int CursorLength = 32;

    // The ends of the calendar are infinities to the driver.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int Size => Limit ?? DefaultLimit;

    public DateTimeOffset First => From ?? Earliest;

    /// <summary>The page is what comes before this time and id; no id is smaller than the empty one.</summary>
    public (DateTimeOffset At, Guid Id) Before
    {
        get
        {
            var end = (At: To ?? Latest, Id: Guid.Empty);
            return Cursor is not null && Parse(Cursor) is { } cursor && cursor.At < end.At ? cursor : end;
        }
    }

    public void Validate(Faults faults)
    {
        faults.Range("limit", Limit, 1, MaxLimit);
        if (Cursor is not null && Parse(Cursor) is null) faults.Add("cursor", "is not a nextCursor of this API");
        foreach (var (field, time) in new[] { ("from", From), ("to", To) })
            if (time < Earliest || time >= Latest) faults.Add(field, "must be from 2000 to 2999");
        if (From >= To) faults.Add("to", "must be after from");
    }

    public static string CursorOf(DateTimeOffset at, Guid id)
    {
        Span<byte> bytes = stackalloc byte[CursorBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.UtcTicks);
        id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    private static (DateTimeOffset At, Guid Id)? Parse(string cursor)
    {
        Span<byte> bytes = stackalloc byte[CursorBytes];
        if (cursor.Length != CursorLength || !Base64Url.IsValid(cursor, out var length) || length != CursorBytes
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out _))
            return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks >= Earliest.Ticks && ticks < Latest.Ticks
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..], bigEndian: true))
            : null;
    }
}
