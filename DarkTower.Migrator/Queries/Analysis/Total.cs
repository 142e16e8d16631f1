namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>
/// Built-in functions and operators that never make NULL of arguments that are none. That a function is strict says the opposite
/// (NULL in, NULL out), so these are lists: what is not here may return NULL. Left out on purpose: extract and to_char (NULL for
/// infinite times, as is their time of day), array_length (NULL for an empty array), substring by pattern, -> and ->> (absent key), jsonb
/// to number or boolean (the null of JSON, from 18 on), arithmetic of geometry (open paths).
/// </summary>
internal static class Total
{
    // NULL when an argument is, and only then.
    private static readonly HashSet<string> Strict =
    [
        "lower", "upper", "initcap", "length", "char_length", "character_length", "octet_length", "bit_length", "btrim", "ltrim",
        "rtrim", "replace", "left", "right", "lpad", "rpad", "repeat", "reverse", "md5", "sha224", "sha256", "sha384", "sha512",
        "strpos", "position", "starts_with", "split_part", "translate", "ascii", "chr", "to_hex", "encode", "decode",
        "convert_from", "convert_to", "quote_ident", "quote_literal", "abs", "ceil", "ceiling", "floor", "round", "trunc", "sign",
        "mod", "div", "power", "sqrt", "exp", "ln", "date_trunc", "date_bin", "timezone", "make_interval", "make_date",
        "to_timestamp", "justify_hours", "justify_days", "justify_interval", "isfinite", "host", "family", "masklen", "netmask",
        "network", "set_masklen", "cardinality", "to_json", "to_jsonb", "row_to_json", "jsonb_typeof", "json_typeof", "jsonb_set",
        "jsonb_strip_nulls", "jsonb_pretty", "jsonb_exists", "hashtext", "hashtextextended", "get_byte", "set_byte",
        "regexp_replace", "regexp_like", "regexp_count",
    ];

    // Never NULL whatever the arguments are; with VARIADIC an array of them can be NULL itself.
    private static readonly HashSet<string> Always =
    [
        "now", "transaction_timestamp", "statement_timestamp", "clock_timestamp", "timeofday", "random", "gen_random_uuid",
        "uuidv4", "uuidv7", "concat", "jsonb_build_object", "jsonb_build_array", "json_build_object", "json_build_array",
        "num_nulls", "num_nonnulls", "pg_backend_pid", "set_config", "txid_current", "pg_current_xact_id", "array_append",
        "array_prepend", "version", "pg_typeof",
    ];

    // The first argument decides.
    private static readonly HashSet<string> First = ["format", "concat_ws", "array_remove", "array_replace"];

    private static readonly HashSet<string> Comparisons =
        ["=", "<>", "<", "<=", ">", ">=", "~~", "!~~", "~~*", "!~~*", "~", "~*", "!~", "!~*"];

    private static readonly HashSet<string> Arithmetic = ["+", "-", "*", "/", "%", "^", "||", "@", "&", "|", "#", "~", "<<", ">>"];

    private static readonly HashSet<string> Containment = ["@>", "<@", "&&", "?", "?|", "?&", "<<=", ">>=", "<<", ">>", "^@"];

    // Numbers, texts, times, bytea, json(b), uuid, inet, cidr, bit: and not geometry.
    private static readonly HashSet<uint> Plain =
    [
        0, 16, 17, 18, 19, 20, 21, 23, 25, 26, 114, 650, 700, 701, 790, 829, 869, 1042, 1043, 1082, 1083, 1114, 1184, 1186, 1266, 1560,
        1562, 1700, 2776, 2950, 3802, AnyCompatible,
    ];

    private static readonly HashSet<uint> Json = [114, 3802];
    private static readonly HashSet<uint> Geometry = [600, 601, 602, 603, 604, 628, 718];

    private static readonly HashSet<uint> Arrays = [2277, 1009, 1015, 2951, 1005, 1007, 1016, 3807, 2249, 2283];

    private const uint AnyCompatible = 5077;
    private const uint Integer = 23;

    public static Nullness OfFunction(FunctionInfo function, Node call, IReadOnlyList<Nullness> arguments)
    {
        if (!function.BuiltIn || call.Flag("funcretset"))
            return Nullness.Maybe;
        if (Always.Contains(function.Name))
            return call.Flag("funcvariadic") ? Nullness.Maybe : Nullness.Never with { Elements = true };
        if (First.Contains(function.Name))
            return call.Flag("funcvariadic") ? Nullness.Maybe : Nullness.OfStrict([arguments[0]]);
        if (function.Name == "current_setting" && arguments.Count == 1)
            return Nullness.OfStrict(arguments);
        if (function.Name is "string_to_array" && arguments.Count == 2)
            return Nullness.OfStrict([arguments[0]]) with { Elements = false };
        return IsTotal(function) ? Nullness.OfStrict(arguments) : Nullness.Maybe;
    }

    /// <summary>NULL exactly when an argument is.</summary>
    public static bool IsTotal(FunctionInfo function)
    {
        if (!function.BuiltIn || !function.Strict)
            return false;
        // substring(text, text) is by pattern.
        var substring = function.Name is "substring" or "substr" && function.Arguments.Skip(1).All(type => type == Integer);
        // An infinite time has no time of day.
        var cast = function.CastFrom != 0 && !Json.Contains(function.CastFrom) && !Geometry.Contains(function.CastFrom)
            && function.Name is not ("time" or "timetz");
        return substring || cast
            || (Strict.Contains(function.Name) && function.Arguments.All(type => Plain.Contains(type) || Arrays.Contains(type)));
    }

    public static bool IsTotal(OperatorInfo operation) => operation.BuiltIn && operation.Strict && (
        Comparisons.Contains(operation.Name) || Containment.Contains(operation.Name) && !OfGeometry(operation)
        || (Arithmetic.Contains(operation.Name) && Plain.Contains(operation.Left) && Plain.Contains(operation.Right)));

    private static bool OfGeometry(OperatorInfo operation) => Geometry.Contains(operation.Left) || Geometry.Contains(operation.Right);
}
