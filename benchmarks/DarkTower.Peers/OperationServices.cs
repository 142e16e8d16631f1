using Dapper;
using DarkTower.Peers.DapperPeer;
using DarkTower.Peers.EfCore;
using DarkTower.Peers.HandWritten;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DarkTower.Peers;

internal static class OperationServices
{
    public static void AddOperations(this IServiceCollection services, PeerSettings settings)
    {
        switch (settings.Flavour)
        {
            case Flavour.HandWritten:
                services.AddSingleton<IOperations>(new HandWrittenOperations(Tuned(settings)));
                break;
            case Flavour.Dapper:
                PrepareDapper();
                services.AddSingleton<IOperations>(new DapperOperations(Default(settings)));
                break;
            case Flavour.DapperBatched:
                PrepareDapper();
                services.AddSingleton<IOperations>(new DapperBatchedOperations(Tuned(settings)));
                break;
            default:
                var source = settings.Flavour == Flavour.EfCoreTuned ? Tuned(settings) : Default(settings);
                services.AddPooledDbContextFactory<GcContext>(options => options.UseNpgsql(source)
                    .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
                services.AddSingleton<IOperations, EfOperations>();
                break;
        }
    }

    /// <summary>As people have it who give a connection string and no more.</summary>
    private static NpgsqlDataSource Default(PeerSettings settings) => NpgsqlDataSource.Create(settings.ConnectionString);

    /// <summary>As gc-database has it by default.</summary>
    private static NpgsqlDataSource Tuned(PeerSettings settings) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(
        settings.ConnectionString)
    {
        MaxPoolSize = Math.Clamp((Environment.ProcessorCount * 2) + 1, 2, 20),
        MaxAutoPrepare = 200,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        Enlist = false,
        Options = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000",
    });

    private static void PrepareDapper()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new Times());
        SqlMapper.AddTypeHandler(new Addresses());
    }
}
