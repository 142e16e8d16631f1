internal static partial class Users
{
    [TenantQuery("users", """
        SELECT email
        FROM users AS u
        WHERE u.org_id = @org
            AND u.user_id = @userId
            -- ^ DTQ201 GetEmail: @userId is no parameter of the method. Name one of them: createdByUserId is @created_by_user_id; numbers
            -- | are not written by hand.
            AND u.user_id = @user_id
            AND u.version = $3
            -- ^ DTQ201 GetEmail: $3 is no parameter of the method. Name one of them: createdByUserId is @created_by_user_id; numbers are
            -- | not written by hand.
        """)]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, UserId userId, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "GetEmail": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid", "userId": "uuid", "user_id": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1"
        }
      ]
    }
  }
}
*/
