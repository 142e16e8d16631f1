namespace DarkTower.Peers;

internal enum Flavour
{
    HandWritten,
    Dapper,
    DapperBatched,
    EfCore,
    EfCoreTuned,
}

internal sealed record PeerSettings(Flavour Flavour, bool Bare, string ConnectionString, string PlatformKey)
{
    public static PeerSettings Of(IConfiguration configuration) => new(
        Enum.Parse<Flavour>(configuration["Peers:Flavour"] ?? nameof(Flavour.HandWritten)),
        configuration.GetValue("Peers:Bare", false),
        configuration.GetConnectionString("darktower") ?? throw new InvalidOperationException("ConnectionStrings:darktower is missing."),
        configuration["Authentication:PlatformKey"] ?? throw new InvalidOperationException("Authentication:PlatformKey is missing."));
}
