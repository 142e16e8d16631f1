namespace DarkTower.ServiceDefaults.Tests.Postgres;

public sealed class PoolBudgetTests
{
    private static readonly ServerConnections Server = new(100, 3);

    private static PostgresPool Pool(int size, int replicas, params (string Name, string Share)[] others) =>
        new() { MaxSize = size, Replicas = replicas, Others = others.ToDictionary(other => other.Name, other => other.Share) };

    [Fact]
    public void Pools_that_exceed_the_server_are_refused_with_the_sum() => Assert.Equal(
        "Postgres pools add up to 3 × 40 (gc-database) + 1 × 5 (migrator) = 125 connections, but the server gives 100 - 3 - 10 = 87. "
        + "Lower Postgres:Pool:MaxSize or raise max_connections.",
        PoolBudget.Refuse(Pool(40, 3, ("migrator", "1x5")), "gc-database", Server));

    [Fact]
    public void Pools_that_just_fit_are_accepted_and_one_connection_more_is_not()
    {
        Assert.Null(PoolBudget.Refuse(Pool(41, 2, ("migrator", "1 x 5")), "gc-database", Server));
        Assert.NotNull(PoolBudget.Refuse(Pool(41, 2, ("migrator", "1 x 6")), "gc-database", Server));
    }

    [Fact]
    public void A_service_named_among_the_others_is_counted_once() =>
        Assert.Null(PoolBudget.Refuse(Pool(40, 2, ("gc-database", "2x40")), "gc-database", Server));

    [Fact]
    public void A_second_pool_of_each_replica_is_counted_and_named()
    {
        Assert.Null(PoolBudget.Refuse(Pool(40, 2), "gc-database", Server, new SecondPool("darktower-jobs", 3)));
        Assert.Contains("2 × 4 (gc-database, darktower-jobs) = 88",
            PoolBudget.Refuse(Pool(40, 2), "gc-database", Server, new SecondPool("darktower-jobs", 4)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2x5", 10)]
    [InlineData(" 3 x 4 ", 12)]
    public void A_share_is_replicas_times_size(string share, int connections) =>
        Assert.Equal(connections, PoolShare.Parse("a", share)?.Connections);

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("0x5")]
    [InlineData("2x-5")]
    [InlineData("2x5x6")]
    [InlineData("two x five")]
    [InlineData("99999999999x1")]
    public void What_is_no_share_is_not_taken_for_one(string share) => Assert.Null(PoolShare.Parse("a", share));

    [Fact]
    public void The_default_size_is_divided_over_the_replicas_and_stays_small()
    {
        var one = new PostgresPool().MaxSize;
        Assert.Equal(Math.Clamp((Environment.ProcessorCount * 2) + 1, 2, 20), one);
        Assert.Equal(2, new PostgresPool { Replicas = 1000 }.MaxSize);
    }
}
