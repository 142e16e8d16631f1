namespace DarkTower.Migrator.Seeds.Scale;

internal static class Words
{
    private static readonly string[] First =
    [
        "Ada", "Alan", "Barbara", "Claude", "Donald", "Edith", "Edsger", "Frances", "Grace", "Hedy", "Ida", "Jean", "Ken", "Lynn",
        "Margaret", "Zoë",
    ];

    private static readonly string[] Last =
    [
        "Adler", "Berg", "Castro", "Dahl", "Eklund", "Fischer", "Garcia", "Hansen", "Ito", "Jansen", "Kowalski", "Lindqvist", "Müller",
        "Novak", "Okafor", "Petrov",
    ];

    public static readonly string[] People = [.. from first in First from last in Last select $"{first} {last}"];

    public static readonly string[] Meetings =
        ["Planning", "Standup", "Review", "Retrospective", "Interview", "All hands", "Design", "Incident", "Budget", "Training"];

    public static readonly string[] Clients =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
        "DarkTower/1.4 (Android 16)",
    ];
}
