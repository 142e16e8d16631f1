namespace DarkTower.Peers;

/// <summary>What changed, for the peers that make the JSON themselves.</summary>
internal sealed class AuditDetails : Dictionary<string, object?>;
