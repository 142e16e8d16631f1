using DarkTower.Migrator.Catalog.Rules;

namespace DarkTower.Migrator.Tests.Catalog.Rules;

public sealed class ClassifierTests
{
    [Theory]
    [InlineData("email")]
    [InlineData("contact_email")]
    [InlineData("emailAddress")]
    [InlineData("phone")]
    [InlineData("mobile_number")]
    [InlineData("first_name")]
    [InlineData("LastName")]
    [InlineData("full_name")]
    [InlineData("display_name")]
    [InlineData("date_of_birth", "date")]
    [InlineData("dob", "date")]
    [InlineData("birthday", "date")]
    [InlineData("home_address")]
    [InlineData("address_line_1")]
    [InlineData("zip")]
    [InlineData("postal_code")]
    [InlineData("ip_address", "inet")]
    [InlineData("seen_from", "inet")]
    [InlineData("client_ip")]
    [InlineData("user_agent")]
    [InlineData("ssn")]
    [InlineData("passport_number")]
    [InlineData("tax_id")]
    [InlineData("latitude", "double precision")]
    [InlineData("details", "jsonb")]
    public void A_name_of_personal_data_is_known(string name, string type = "text") => Assert.True(Classifier.IsPersonal(name, type));

    [Theory]
    [InlineData("password")]
    [InlineData("secret", "bytea")]
    [InlineData("client_secret")]
    [InlineData("access_token", "character varying(100)")]
    [InlineData("refreshToken")]
    [InlineData("api_key")]
    [InlineData("private_key")]
    [InlineData("recovery_codes", "text[]")]
    public void A_secret_kept_as_it_is_is_known(string name, string type = "text") => Assert.True(Classifier.IsPlainSecret(name, type));

    [Theory]
    [InlineData("password_hash")]
    [InlineData("secret_hash", "bytea")]
    [InlineData("access_token_encrypted", "bytea")]
    [InlineData("token_digest")]
    public void A_protected_secret_is_a_secret_and_not_plain(string name, string type = "text")
    {
        Assert.True(Classifier.IsSecret(name, type));
        Assert.False(Classifier.IsPlainSecret(name, type));
    }

    [Theory]
    [InlineData("card_number")]
    [InlineData("credit_card")]
    [InlineData("cardNumber", "bigint")]
    [InlineData("cvv", "smallint")]
    [InlineData("cvc", "character(3)")]
    [InlineData("iban")]
    [InlineData("customer_pan")]
    [InlineData("bank_account_number")]
    public void Card_data_is_known(string name, string type = "text") => Assert.True(Classifier.IsCardData(name, type));

    [Theory]
    [InlineData("name")]
    [InlineData("title")]
    [InlineData("body")]
    [InlineData("notes")]
    [InlineData("status")]
    [InlineData("description")]
    [InlineData("email_verified", "boolean")]
    [InlineData("email_count", "integer")]
    [InlineData("has_phone", "boolean")]
    [InlineData("token_expires_at", "timestamp with time zone")]
    [InlineData("password_changed_at", "timestamp with time zone")]
    [InlineData("max_tokens", "integer")]
    [InlineData("secret_name")]
    [InlineData("next_page_token")]
    [InlineData("key_prefix")]
    [InlineData("api_key_id", "uuid")]
    [InlineData("public_key")]
    [InlineData("camera_pan", "integer")]
    [InlineData("company", "text")]
    [InlineData("account_number", "bigint")]
    [InlineData("card_brand")]
    [InlineData("card_last4")]
    [InlineData("shipped_at", "timestamp with time zone")]
    [InlineData("recipe")]
    [InlineData("description_ip_policy")]
    [InlineData("zip_file")]
    [InlineData("grpc_endpoint")]
    [InlineData("storage_path")]
    [InlineData("region")]
    public void Other_names_are_none_of_these(string name, string type = "text")
    {
        Assert.False(Classifier.IsPersonal(name, type));
        Assert.False(Classifier.IsSecret(name, type));
        Assert.False(Classifier.IsCardData(name, type));
    }
}
