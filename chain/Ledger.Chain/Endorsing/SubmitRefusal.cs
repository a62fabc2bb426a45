using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ledger.Chain;

/// <summary>
/// A call that the ledger's chaincode does not endorse. Fabric hands on nothing but a line of text, so that is what it is:
/// <c>KIND values: words for people</c>.
/// </summary>
/// <param name="Kind">Why.</param>
/// <param name="Values">Rule ids for <see cref="RefusalKind.Refused"/>; one leaf hash (hex) for
/// <see cref="RefusalKind.Duplicate"/> and <see cref="RefusalKind.Conflict"/>; empty otherwise.</param>
/// <param name="Text">For people: no values from pages, for the line goes through logs.</param>
public sealed partial record SubmitRefusal(RefusalKind Kind, IReadOnlyList<string> Values, string Text)
{
    private const int MaxRules = 12;

    /// <summary>The refusal that a judgement comes to.</summary>
    /// <exception cref="ArgumentException">The envelope was accepted.</exception>
    public static SubmitRefusal Of(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return judgement.Outcome switch
        {
            JudgementOutcome.Duplicate => new(
                RefusalKind.Duplicate, [Convert.ToHexStringLower(judgement.Recorded!)], "该信封已在账本上 / this envelope is on the ledger already"),
            JudgementOutcome.Conflict => new(
                RefusalKind.Conflict, [Convert.ToHexStringLower(judgement.Recorded!)], "该编号已被另一信封使用 / another envelope has used this number"),
            JudgementOutcome.Refused => Of(judgement.Verdict),
            _ => throw new ArgumentException("An accepted envelope is not refused.", nameof(judgement)),
        };
    }

    /// <summary>Reads the line, also as Fabric's gateway hands it on (<c>chaincode response 422, …</c>).</summary>
    /// <param name="message">The line.</param>
    /// <param name="refusal">What it says.</param>
    public static bool TryParse(string message, [NotNullWhen(true)] out SubmitRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(message);
        refusal = null;
        var match = Line().Match(message);
        if (!match.Success || !Enum.TryParse<RefusalKind>(match.Groups["kind"].ValueSpan, ignoreCase: true, out var kind))
            return false;

        var values = match.Groups["values"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fits = kind switch
        {
            RefusalKind.Refused => values.Length > 0,
            RefusalKind.Duplicate or RefusalKind.Conflict => values.Length == 1 && IsHash(values[0]),
            _ => values.Length == 0,
        };
        refusal = fits ? new(kind, values, match.Groups["text"].Value) : null;
        return fits;
    }

    /// <summary>The line.</summary>
    public override string ToString() => $"{string.Join(' ', Values.Prepend(Kind.ToString().ToUpperInvariant()))}: {Text}";

    private static SubmitRefusal Of(Verdict verdict)
    {
        var failed = verdict.Findings.Where(finding => finding.Refuses).DistinctBy(finding => finding.Rule, StringComparer.Ordinal).ToList();
        var named = failed.Take(MaxRules).Select(finding => $"{finding.Rule} {finding.NameZh} / {finding.NameEn}");
        return new(
            RefusalKind.Refused,
            [.. failed.Take(MaxRules).Select(finding => finding.Rule)],
            string.Join("; ", failed.Count > MaxRules ? named.Append("…") : named));
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    [GeneratedRegex(@"^(chaincode response \d{1,9}, )?(?<kind>[A-Z]{1,16})(?<values>( [^ :\n]{1,64}){0,12}): (?<text>.*)\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
