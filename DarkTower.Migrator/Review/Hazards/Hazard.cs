using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>An entry of the catalogue: what a code means, what it does to a live system, and the form that is safe.</summary>
// Effect: with {0} for the table or object.
// Safer: with <c>{0}</c> for the table or object, {1} for the name of the part of it.
internal sealed record Hazard(string Code, Severity Severity, string Effect, string Safer)
{
    public Finding In(Change change, Step step, string subject, string part = "", string? safer = null, string? effect = null) => new(
        Code, Severity, change.Script, step.Statement.Number, step.Statement.Line, subject,
        Fill(effect ?? Effect, subject, part), Fill(safer ?? Safer, subject, part));

    // Not string.Format: the texts are SQL, and SQL has braces.
    public static string Fill(string text, string subject, string part) => text.Replace("{0}", subject).Replace("{1}", part);
}
