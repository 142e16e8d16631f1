using DarkTower.Migrator.Catalog;

namespace DarkTower.Migrator.Review;

/// <summary>A named piece of SQL.</summary>
internal sealed record Script(string Name, string Text);

/// <summary>What is to be reviewed, on which schema.</summary>
/// <param name="Up">The change.</param>
/// <param name="Down">Its way back; null when none was given.</param>
/// <param name="Prior">Applied and committed before it; a schema, or earlier changes; may insert rows.</param>
/// <param name="Through">Last migration of this project that is there before it; null for an empty database.</param>
/// <param name="InTransaction">Whether it runs in one transaction.</param>
/// <param name="NeedsDown">Whether a missing way back is an error (a migration of this project) or only worth a note.</param>
/// <param name="AsOwner">Whether darktower_owner runs it, as the Migrator would, or a superuser.</param>
internal sealed record ReviewRequest(
    Script Up, Script? Down, IReadOnlyList<Script> Prior, long? Through, bool InTransaction, bool NeedsDown, bool AsOwner)
{
    public Conventions Conventions => Through is null ? Conventions.Foreign : Conventions.Project;
}
