using System.ComponentModel.DataAnnotations;

namespace DarkTower.ServiceDefaults;

internal sealed record KeyOptions
{
    public const string Section = "Authentication";

    [Required(ErrorMessage = "is missing; it takes at least 32 characters.")]
    [MinLength(32, ErrorMessage = "is too short; it takes at least 32 characters.")]
    public string PlatformKey { get; init; } = "";
}
