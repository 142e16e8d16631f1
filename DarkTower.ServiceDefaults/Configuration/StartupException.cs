namespace DarkTower.ServiceDefaults;

/// <summary>
/// The service cannot work with its configuration or surroundings. <see cref="ServiceHost.RunService"/> prints the message as one line and
/// ends.
/// </summary>
/// <param name="message">One line that names the configuration key.</param>
public sealed class StartupException(string message) : Exception(message);
