internal static partial class Users
{
    [TenantQuery("users", "SET search_path = other")]
    // ^ DTQ004 State0 says SET, which changes the state of the session or the transaction. Leave it out: the session is the pool's, the
    // | transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State0Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT set_config('work_mem', '1GB', false)")]
    // ^ DTQ004 State1 says set_config, which changes the state of the session or the transaction. Leave it out: the session is the
    // | pool's, the transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State1Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT set_config('app.org_id', @other::text, true)")]
    // ^ DTQ004 State2 says set_config, which changes the state of the session or the transaction. Leave it out: the session is the
    // | pool's, the transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State2Async(Database database, OrgId org, Guid other, CancellationToken cancellationToken);

    [TenantQuery("users", "LISTEN users")]
    // ^ DTQ004 State3 says LISTEN, which changes the state of the session or the transaction. Leave it out: the session is the pool's,
    // | the transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State3Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT pg_advisory_lock(1)")]
    // ^ DTQ004 State4 says pg_advisory_lock, which changes the state of the session or the transaction. Leave it out: the session is the
    // | pool's, the transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State4Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "CREATE TEMPORARY TABLE t (a integer)")]
    // ^ DTQ004 State5 says TEMPORARY, which changes the state of the session or the transaction. Leave it out: the session is the pool's,
    // | the transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State5Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT 1 AS one; RESET ALL")]
    // ^ DTQ004 State6 says RESET, which changes the state of the session or the transaction. Leave it out: the session is the pool's, the
    // | transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State6Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SAVEPOINT here")]
    // ^ DTQ004 State7 says SAVEPOINT, which changes the state of the session or the transaction. Leave it out: the session is the pool's,
    // | the transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State7Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "COMMIT")]
    // ^ DTQ004 State8 says COMMIT, which changes the state of the session or the transaction. Leave it out: the session is the pool's,
    // | the transaction is the batch's, and the tenant is set by the generated code.
    private static partial Task State8Async(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT set_config('work_mem', '1GB', true) AS memory, pg_advisory_xact_lock(1) IS NULL AS locked, 'SET x' AS text
        """)]
    private static partial Task<(string? Memory, bool Locked, string Text)> FineAsync(
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "UPDATE users SET display_name = 'x' WHERE org_id = @org -- SET")]
    private static partial Task<int> AlsoFineAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "State0": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "State1": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "State2": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "other": "uuid" }
        }
      ]
    },
    "State3": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "State4": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "State5": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "State6": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "State7": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "State8": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  }
        }
      ]
    },
    "AlsoFine": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" }
        }
      ]
    },
    "Fine": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  },
          "columns": [
            { "name": "memory", "type": "text", "null": true },
            { "name": "locked", "type": "boolean" },
            { "name": "text", "type": "text" }
          ],
          "rows": "1"
        }
      ]
    }
  }
}
*/
