namespace DarkTower.AppHost.Configuration;

/// <summary>The stack cannot start as configured. The message is one line for people: which key or file, and what to do.</summary>
internal sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
