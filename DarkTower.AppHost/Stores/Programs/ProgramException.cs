namespace DarkTower.AppHost.Stores.Programs;

/// <summary>A program cannot be found, fetched or started. The message is one line for people and says what to do.</summary>
internal sealed class ProgramException(string message, Exception? inner = null) : Exception(message, inner);
