using System.Text.Json;
using System.Text.Json.Serialization;

namespace DarkTower.ServiceDefaults;

/// <summary>JSON as every service reads and writes it: camelCase, enums as the strings the database has, and nothing ignored that a caller sends.</summary>
internal static class JsonConventions
{
    public static void Apply(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
