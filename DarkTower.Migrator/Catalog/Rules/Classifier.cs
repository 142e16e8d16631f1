using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Guesses from a column's name and type what it holds. Its list of names is meant to err towards asking.</summary>
internal static partial class Classifier
{
    public static bool IsCardData(string name, string type) => HoldsText(type) && Card().IsMatch(Snake(name)) && !Reference().IsMatch(Snake(name))
        || type is "integer" or "bigint" or "smallint" && CardNumber().IsMatch(Snake(name));

    public static bool IsSecret(string name, string type) => HoldsText(type) && Secret().IsMatch(Snake(name)) && !Reference().IsMatch(Snake(name));

    /// <summary>A secret whose name does not say that it was hashed or encrypted.</summary>
    public static bool IsPlainSecret(string name, string type) => IsSecret(name, type) && !Protected().IsMatch(Snake(name));

    public static bool IsPersonal(string name, string type) =>
        type is "inet" or "cidr" or "macaddr" || (HoldsPersonalType(type) && Personal().IsMatch(Snake(name)) && !Reference().IsMatch(Snake(name)));

    private static bool HoldsText(string type) =>
        type is "text" or "citext" or "bytea" or "json" or "jsonb" or "text[]" || type.StartsWith("character", StringComparison.Ordinal);

    private static bool HoldsPersonalType(string type) => HoldsText(type) || type is "date" or "point" or "bigint" or "double precision"
        || type.StartsWith("numeric", StringComparison.Ordinal) || type.StartsWith("timestamp", StringComparison.Ordinal);

    /// <summary>firstName and FirstName are first_name.</summary>
    private static string Snake(string name) => Hump().Replace(name, "$1_$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex("(^|_)(card_?(number|no|num)|credit_?card|debit_?card|cc_?(number|num|no)|pan|cvv2?|cvc2?|cvn|csc|card_?(verification|security)(_?code|_?value)?|iban|bank_?account(_?(number|no))?|account_?number|routing_?number|sort_?code|track_?data|magstripe)(_|$)")]
    private static partial Regex Card();

    [GeneratedRegex("(^|_)(card_?(number|no|num)|cc_?(number|num|no)|cvv2?|cvc2?|pan|bank_?account_?(number|no)|account_?number)$")]
    private static partial Regex CardNumber();

    [GeneratedRegex("(^|_)(passwords?|passwd|pwd|passphrase|passcode|pin_?code|secrets?|tokens?|private_?key|api_?keys?|apikey|access_?key|secret_?key|client_?secret|signing_?key|encryption_?key|credentials?|recovery_?codes?|otp|totp|mfa_?seed|session_?key)(_|$)")]
    private static partial Regex Secret();

    // What belongs to a secret or a person and is none of it.
    [GeneratedRegex("_(id|ids|at|type|kind|name_?format|prefix|hint|count|status|state|policy|version|algorithm|issuer|provider|length|expiry|expires|ttl|last4|last_four|brand|verified|enabled|required)$|^(is|has|require|requires|allow|allows|enable)_")]
    private static partial Regex Reference();

    [GeneratedRegex("(hash|hashed|digest|encrypted|cipher|ciphertext|sha256|bcrypt|argon2|verifier|fingerprint|wrapped|sealed)")]
    private static partial Regex Protected();

    [GeneratedRegex("(^|_)(e_?mail|email_?address|phone(_?(number|no))?|mobile(_?(number|no))?|telephone|fax|first_?name|last_?name|full_?name|middle_?name|maiden_?name|given_?name|family_?name|surname|forename|nick_?name|display_?name|user_?name|real_?name|contact_?name|person_?name|guest_?name|host_?name_?of_?person|date_?of_?birth|birth_?(date|day)|birthday|birth|dob|born|gender|ethnicity|religion|nationality|street|postal_?code|postcode|zip(_?code)?|home_?address|mailing_?address|postal_?address|billing_?address|shipping_?address|street_?address|address(_line_?[0-9])?|ip|ip_?address|ip_?addr|remote_?addr|client_?ip|mac_?address|user_?agent|device_?fingerprint|ssn|social_?security(_?(number|no))?|passport(_?(number|no))?|tax_?(id|number|no)|national_?(id|number)|id_?number|driver_?licen[cs]e|licen[cs]e_?(number|plate)|latitude|longitude|geo_?location|avatar(_url)?|photo(_url)?|biometric|health_?record|medical_?record)$|^details$")]
    private static partial Regex Personal();
}
