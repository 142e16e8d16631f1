namespace DarkTower.Migrator.Seeds.Scale;

/// <summary>What decides every byte of the scale data.</summary>
internal sealed record ScaleSizes(int Orgs, int Meetings, int Participants, long RandomSeed, DateOnly AsOf)
{
    public const int DefaultMeetings = 1_000_000;

    public static ScaleSizes Of(int? orgs, int? meetings, int? participants, long randomSeed, DateOnly? asOf, DateOnly today)
    {
        var ofMeetings = meetings ?? (orgs is null ? DefaultMeetings : (int)Math.Min(orgs.Value * 1000L, DefaultMeetings));
        var sizes = new ScaleSizes(
            orgs ?? Math.Max(1, ofMeetings / 1000), ofMeetings,
            participants ?? (int)Math.Min(ofMeetings * 5L, int.MaxValue), randomSeed,
            // Not today: the data stays the same for a month, and the month has its partition.
            asOf ?? new DateOnly(today.Year, today.Month, 1));
        sizes.RefuseNonsense();
        return sizes;
    }

    private void RefuseNonsense()
    {
        Between("--orgs", Orgs, 1, 100_000);
        Between("--meetings", Meetings, 0, 100_000_000);
        Between("--participants", Participants, 0, 1_000_000_000);
        if (Meetings == 0 && Participants > 0)
        {
            throw new Refusal(ExitCode.Usage,
                $"--participants {Participants}: without meetings there is nobody to take part; give --meetings.");
        }
        if (AsOf.Year is < 2001 or > 2999)
            throw new Refusal(ExitCode.Usage, $"--as-of {AsOf:yyyy-MM-dd}: it must be from 2001 to 2999.");
    }

    private static void Between(string option, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new Refusal(ExitCode.Usage, $"{option} {value}: it must be from {least} to {most}.");
    }
}
