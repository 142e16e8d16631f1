namespace DarkTower.Migrator.Catalog;

/// <summary>One thing the catalog says: <c>column public.users.email</c>, <c>default</c>, its value.</summary>
internal sealed record Fact(string Thing, string Aspect, string Value)
{
    public override string ToString() => $"{Thing} {Aspect}: {Value}";
}
