using System.Text;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// The manifest's name for a value that depends on a condition: made of the condition and a hash over all of it, as the real one makes
/// it.
/// </summary>
internal static partial class ConditionName
{
    public static string Of(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var expression = (condition as IManifestExpressionProvider)?.ValueExpression ?? condition.GetType().Name;
        var words = NotLetterOrDigit().Replace(expression.ToLowerInvariant(), "-").Trim('-');
        var hash = XxHash32.Hash(Encoding.UTF8.GetBytes(expression + whenTrue.ValueExpression + whenFalse.ValueExpression + matchValue));
        return $"cond-{words}-{hash:x8}";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotLetterOrDigit();
}
