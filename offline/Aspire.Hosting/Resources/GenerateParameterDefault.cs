using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

public sealed class GenerateParameterDefault : ParameterDefault
{
    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        (bool Use, string Characters, int Min)[] classes =
        [
            (Lower, "abcdefghijkmnopqrstuvwxyz", MinLower),
            (Upper, "ABCDEFGHJKMNPQRSTUVWXYZ", MinUpper),
            (Numeric, "0123456789", MinNumeric),
            (Special, "-_.{}~()*+!", MinSpecial),
        ];
        var all = string.Concat(classes.Where(c => c.Use).Select(c => c.Characters));
        if (all.Length == 0)
        {
            throw new InvalidOperationException("Nothing to generate from: Lower, Upper, Numeric and Special are all off.");
        }

        var least = classes.Where(c => c.Use).SelectMany(c => RandomNumberGenerator.GetItems<char>(c.Characters, c.Min)).ToArray();
        char[] value = [.. least, .. RandomNumberGenerator.GetItems<char>(all, Math.Max(0, MinLength - least.Length))];
        RandomNumberGenerator.Shuffle(value.AsSpan());
        return new string(value);
    }

    public override void WriteToManifest(ManifestPublishingContext context)
    {
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        WriteOff("lower", Lower);
        WriteOff("upper", Upper);
        WriteOff("numeric", Numeric);
        WriteOff("special", Special);
        WriteMin("minLower", MinLower);
        WriteMin("minUpper", MinUpper);
        WriteMin("minNumeric", MinNumeric);
        WriteMin("minSpecial", MinSpecial);
        writer.WriteEndObject();

        void WriteOff(string name, bool on)
        {
            if (!on)
            {
                writer.WriteBoolean(name, false);
            }
        }

        void WriteMin(string name, int min)
        {
            if (min > 0)
            {
                writer.WriteNumber(name, min);
            }
        }
    }
}
