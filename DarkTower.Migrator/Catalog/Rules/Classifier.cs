using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Guesses from a column's name and type what it holds. It errs towards asking.</summary>
internal static partial class Classifier
{
    private const string CardWords = "card_?(number|num|no)|credit_?card|debit_?card|cc_?(number|num|no)|pan|pan_?number|cvv2?|cvc2?|"
        + "card_?(verification|security)(_?code|_?value)?|iban|bank_?account(_?(number|no))?|routing_?number|sort_?code|magstripe";

    private const string SecretWords = "passwords?|passwd|pwd|passphrase|passcode|pin_?code|secrets?|tokens?|private_?key|api_?keys?|"
        + "access_?key|secret_?key|signing_?key|encryption_?key|session_?key|credentials?|recovery_?codes?|otp|totp|mfa_?seed";

    private const string PersonalWords = NameWords + "|" + ContactWords + "|" + IdentityWords;

    private const string NameWords = 
        "(first|last|full|middle|maiden|given|family|nick|display|user|real|contact|person|guest)_?name|surname|forename";

    private const string ContactWords = "e_?mail|email_?address|(phone|mobile|fax|telephone)(_?(number|no))?|street|"
        + "post(al_?)?_?code|zip(_?code)?|(home|mailing|postal|billing|shipping|street)_?address|address(_line_?[0-9])?|"
        + "ip|ip_?addr(ess)?|remote_?addr|client_?ip|mac_?address|user_?agent";

    private const string IdentityWords = "date_?of_?birth|birth(_?(date|day))?|dob|gender|ethnicity|religion|nationality|"
        + "device_?fingerprint|ssn|social_?security(_?(number|no))?|passport(_?(number|no))?|tax_?(id|number|no)|"
        + "national_?(id|number)|driver_?licen[cs]e|licen[cs]e_?(number|plate)|latitude|longitude|geo_?location|"
        + "avatar(_url)?|photo(_url)?|biometric|health_?record|medical_?record";

    public static bool IsCardData(string name, string type) =>
        HoldsText(type) && Card().IsMatch(Snake(name)) && !Reference().IsMatch(Snake(name))
        || type is "integer" or "bigint" or "smallint" && CardNumber().IsMatch(Snake(name));

    public static bool IsSecret(string name, string type) =>
        HoldsText(type) && Secret().IsMatch(Snake(name)) && !Reference().IsMatch(Snake(name));

    /// <summary>A secret whose name does not say that it was hashed or encrypted.</summary>
    public static bool IsPlainSecret(string name, string type) => IsSecret(name, type) && !Protected().IsMatch(Snake(name));

    public static bool IsPersonal(string name, string type) =>
        type is "inet" or "cidr" or "macaddr"
        || (HoldsPersonalType(type) && Personal().IsMatch(Snake(name)) && !Flag().IsMatch(Snake(name)));

    private static bool HoldsText(string type) =>
        type is "text" or "citext" or "bytea" or "json" or "jsonb" or "text[]" || type.StartsWith("character", StringComparison.Ordinal);

    private static bool HoldsPersonalType(string type) => HoldsText(type) || type is "date" or "point" or "bigint" or "double precision"
        || type.StartsWith("numeric", StringComparison.Ordinal) || type.StartsWith("timestamp", StringComparison.Ordinal);

    /// <summary>firstName and FirstName are first_name.</summary>
    private static string Snake(string name) => Hump().Replace(name, "$1_$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex("(^|_)(" + CardWords + ")(_|$)")]
    private static partial Regex Card();

    // Numbers that can also be kept as numbers; a camera has a pan too.
    [GeneratedRegex("(^|_)(card_?(number|num|no)|cc_?(number|num|no)|cvv2?|cvc2?|bank_?account_?(number|no))$")]
    private static partial Regex CardNumber();

    [GeneratedRegex("(^|_)(" + SecretWords + ")(_|$)")]
    private static partial Regex Secret();

    // What belongs to a secret or a person and is none of it.
    [GeneratedRegex("_(id|ids|at|on|type|kind|name|format|prefix|hint|count|status|state|policy|version|algorithm|issuer|provider|length|"
        + "expiry|expires|ttl|last4|last_four|brand|verified|enabled|required|ref|reference|arn|path|url|uri|label|template|subject)$|"
        + "^(is|has|require|requires|allow|allows|enable)_|(^|_)(page|cursor|continuation|sync|tokens?_used)_tokens?$|^tokens_")]
    private static partial Regex Reference();

    [GeneratedRegex("^(is|has|require|requires|allow|allows|enable)_")]
    private static partial Regex Flag();

    [GeneratedRegex("hash|digest|encrypted|cipher|sha256|bcrypt|argon2|verifier|fingerprint|wrapped|sealed")]
    private static partial Regex Protected();

    [GeneratedRegex("(^|_)(" + PersonalWords + ")$|^details$")]
    private static partial Regex Personal();
}
