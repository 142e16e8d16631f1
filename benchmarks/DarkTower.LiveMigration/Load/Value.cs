using System.Net;
using Npgsql;
using NpgsqlTypes;

namespace DarkTower.LiveMigration.Load;

internal static class Value
{
    public static NpgsqlParameter Id(Guid? value) => Of(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter NewId() => Id(Guid.CreateVersion7());

    public static NpgsqlParameter Text(string? value) => Of(value, NpgsqlDbType.Text);

    public static NpgsqlParameter Int(int? value) => Of(value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Long(long value) => Of(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Bool(bool value) => Of(value, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Bytes(byte[] value) => Of(value, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Time(DateTime? value) => Of(value, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Address(IPAddress value) => Of(value, NpgsqlDbType.Inet);

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
