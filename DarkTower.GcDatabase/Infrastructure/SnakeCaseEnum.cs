using System.Text.Json;
using System.Text.Json.Serialization;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>States are written as the database writes them.</summary>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
