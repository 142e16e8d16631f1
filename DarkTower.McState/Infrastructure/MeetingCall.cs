using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace DarkTower.McState.Infrastructure;

/// <summary>The part of every call that says which meeting.</summary>
internal readonly record struct MeetingCall([FromRoute] string Org, [FromRoute] string Meeting)
{
    public MeetingRef Check(Faults faults) => new(faults.Id("org", Org), faults.Id("meeting", Meeting));
}

/// <summary>The part of every write of a controller that says which meeting, who writes and as which owner of it.</summary>
internal readonly record struct WriterCall(
    [FromRoute] string Org,
    [FromRoute] string Meeting,
    [FromHeader(Name = "X-Controller-Id")] string? ControllerId,
    [FromHeader(Name = "X-Generation")] string? Generation)
{
    public Writer Check(Faults faults)
    {
        // Lua counts in doubles: above 2^53 two generations could look alike.
        long? generation = long.TryParse(Generation, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return new(
            new MeetingCall(Org, Meeting).Check(faults),
            faults.Id("X-Controller-Id", ControllerId),
            faults.Whole("X-Generation", generation, 1, 1L << 53));
    }
}

internal readonly record struct MeetingRef(string Org, string Meeting)
{
    public MeetingKeys Keys => new(Meeting);
}

internal readonly record struct Writer(MeetingRef Ref, string Controller, long Generation);
