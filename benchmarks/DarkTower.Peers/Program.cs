using DarkTower.Peers;

// A server like gc-database, but for how it reaches its data: Peers:Flavour says which way, Peers:Bare leaves out ServiceDefaults.
var settings = PeerSettings.Of(new ConfigurationBuilder().AddEnvironmentVariables().Build());
return settings.Bare ? BareHost.Run(args, settings) : FullHost.Run(args, settings);
