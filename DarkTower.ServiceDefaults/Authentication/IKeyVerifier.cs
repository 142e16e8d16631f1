using System.Security.Claims;

namespace DarkTower.ServiceDefaults;

/// <summary>Knows one kind of key. Every registered verifier is asked in turn until one knows the key.</summary>
public interface IKeyVerifier
{
    /// <summary>
    /// The caller the key stands for, with a claim <see cref="Scopes.ClaimType"/> for each scope; null when the key is not of this kind or
    /// not valid.
    /// </summary>
    /// <param name="key">The bearer token as sent.</param>
    /// <param name="cancellationToken">The request's.</param>
    ValueTask<ClaimsPrincipal?> VerifyAsync(string key, CancellationToken cancellationToken);
}
