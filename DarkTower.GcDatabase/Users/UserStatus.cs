using System.Text.Json.Serialization;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Users;

[JsonConverter(typeof(SnakeCaseEnum<UserStatus>))]
internal enum UserStatus
{
    Active,
    Deactivated,
}
