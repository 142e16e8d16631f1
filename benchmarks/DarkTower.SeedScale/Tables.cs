using Npgsql;

namespace DarkTower.SeedScale;

/// <summary>The rows as bytes in memory, and a client that does nothing but hand them to COPY.</summary>
internal sealed class Tables
{
    private readonly List<(string Name, long Rows, byte[] Bytes)> _tables = [];

    /// <summary>In the order of the seed: parents first.</summary>
    public static async Task<Tables> OfAsync(string connectionString, IEnumerable<(string Name, long Rows)> names)
    {
        var tables = new Tables();
        await using var connection = await OpenAsync(connectionString);
        foreach (var (name, rows) in names)
        {
            await using var stream = await connection.BeginRawBinaryCopyAsync(
                $"COPY (SELECT * FROM public.{name}) TO STDOUT (FORMAT binary)");
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            tables._tables.Add((name, rows, bytes.ToArray()));
        }
        return tables;
    }

    /// <summary>As a superuser, whom row security does not hold, into tables with all their constraints and indexes.</summary>
    public async Task<Measured> CopyAsync(string connectionString)
    {
        await using var connection = await OpenAsync(connectionString);
        return await Measured.OfAsync(async () =>
        {
            var participants = TimeSpan.Zero;
            foreach (var (name, _, bytes) in _tables)
            {
                var time = System.Diagnostics.Stopwatch.StartNew();
                await using (var stream = await connection.BeginRawBinaryCopyAsync($"COPY public.{name} FROM STDIN (FORMAT binary)"))
                    await stream.WriteAsync(bytes);
                if (name == Measured.Table)
                    participants = time.Elapsed;
            }
            return (_tables.Sum(table => table.Rows), _tables.Single(table => table.Name == Measured.Table).Rows, participants);
        });
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
