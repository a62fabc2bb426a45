using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>Faults for people and programs.</summary>
internal static class FailureView
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    /// <summary>One failed rule on one line.</summary>
    public static string Line(RuleFailure failure, Language language) =>
        $"{failure.Rule} {new Wording(failure.NameZh, failure.NameEn).In(language)}: {new Wording(failure.MessageZh, failure.MessageEn).In(language)}";

    /// <summary>Failed rules as JSON.</summary>
    public static JsonArray Json(IEnumerable<IMessage> failures) => new([.. failures.Select(failure => JsonNode.Parse(Formatter.Format(failure)))]);

    /// <summary>A fault as JSON: <c>{"error": {"kind", "message_zh", "message_en", …}}</c>.</summary>
    public static JsonObject Json(LedgerException fault, ExitCode code)
    {
        var error = new JsonObject { ["kind"] = Kind(code), ["exit_code"] = (int)code, ["message_zh"] = fault.Chinese, ["message_en"] = fault.English };
        switch (fault)
        {
            case RefusedException refused:
                error["failures"] = Json(refused.Failures);
                break;
            case InputException input:
                error["failures"] = Json(input.Failures);
                break;
            case AccessException access:
                error["failures"] = Json(access.Failures);
                break;
            case ForkException fork:
                error["code"] = fork.Fault.Code;
                error["seen"] = fork.Seen;
                error["shown"] = fork.Shown;
                break;
            case UntrustedReplyException untrusted:
                error["code"] = untrusted.Fault.Code;
                break;
            default:
                break;
        }

        return new JsonObject { ["error"] = error };
    }

    /// <summary>A fault for people: every failure with the values that disagree and what to do.</summary>
    public static IEnumerable<string> Lines(LedgerException fault, Language language) => fault switch
    {
        RefusedException refused => refused.Failures.SelectMany(failure => Lines(failure, language)),
        InputException input => input.Failures.Select(failure =>
            $"{failure.Field}: {new Wording(failure.MessageZh, failure.MessageEn).In(language)}"
            + (failure.Expected.Length > 0 && !failure.MessageEn.Contains(failure.Expected, StringComparison.Ordinal)
                ? $" ({new Wording("应为", "expected").In(language)} {failure.Expected})"
                : "")),
        _ => [new Wording(fault.Chinese, fault.English).In(language)],
    };

    private static IEnumerable<string> Lines(RuleFailure failure, Language language)
    {
        yield return Line(failure, language);
        foreach (var value in failure.Values)
            yield return $"    {value.Label}: {value.Value}  [{value.Source}]";

        if (new Wording(failure.AdviceZh, failure.AdviceEn).In(language) is { Length: > 0 } advice)
            yield return "    → " + advice;
    }

    private static string Kind(ExitCode code) => code.ToString().ToLowerInvariant();
}
