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
    /// <summary>What the source of a value begins with that the event states.</summary>
    private const string OfEvent = "event.";

    /// <summary>What stands between Chinese and English in labels of rules.</summary>
    private const string BothLanguages = " / ";

    /// <summary>One failed rule on one line.</summary>
    public static string Line(RuleFailure failure, Language language) =>
        $"{failure.Rule} {new Wording(failure.NameZh, failure.NameEn).In(language)}: {new Wording(failure.MessageZh, failure.MessageEn).In(language)}";

    /// <summary>Failed rules as JSON.</summary>
    public static JsonArray Json(IEnumerable<IMessage> failures) => MessageJson.Of(failures);

    /// <summary>A fault as JSON: <c>{"error": {"kind", "message_zh", "message_en", …}}</c>.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="code">What the program ends with.</param>
    /// <param name="written">The request as its author wrote it: adds where each field stands there.</param>
    public static JsonObject Json(LedgerException fault, ExitCode code, WrittenRequest? written = null)
    {
        written ??= new WrittenRequest();
        var error = new JsonObject { ["kind"] = Kind(code), ["exit_code"] = (int)code, ["message_zh"] = fault.Chinese, ["message_en"] = fault.English };
        switch (fault)
        {
            case RefusedException refused:
                error["failures"] = new JsonArray([.. refused.Failures.Select(failure => Json(failure, written))]);
                break;
            case InputException input:
                error["failures"] = new JsonArray([.. input.Failures.Select(failure => Json(failure, written))]);
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

    /// <summary>A fault for people: every failure with the values that disagree and what to do; what refuses comes first.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="language">The language.</param>
    /// <param name="written">The request as its author wrote it, in whose words fields are named.</param>
    public static IEnumerable<string> Lines(LedgerException fault, Language language, WrittenRequest? written = null)
    {
        written ??= new WrittenRequest();
        return fault switch
        {
            RefusedException refused => refused.Failures.OrderBy(Severities.Order)
                .SelectMany(failure => Lines(failure, language, written)),
            InputException input => input.Failures.Select(failure =>
                $"{written.Of(failure.Field, language)}: {Told(failure, language)}"),
            _ => [new Wording(fault.Chinese, fault.English).In(language)],
        };
    }

    /// <summary>What is wrong with a field and what was wanted, where the field is known: at its question.</summary>
    public static string Told(InputFailure failure, Language language)
        => new Wording(failure.MessageZh, failure.MessageEn).In(language) + Wanted(failure, language);

    /// <summary>What was wanted, where the message does not say it; it is in English, so that Chinese messages say it themselves.</summary>
    private static string Wanted(InputFailure failure, Language language)
        => language == Language.English && failure.Expected.Length > 0 && !failure.MessageEn.Contains(failure.Expected, StringComparison.Ordinal)
            ? $" (expected {failure.Expected})"
            : "";

    private static IEnumerable<string> Lines(RuleFailure failure, Language language, WrittenRequest written)
    {
        yield return $"[{Severities.Of(failure).In(language)}] {InOwnWords(Line(failure, language), failure, language, written)}";
        foreach (var value in failure.Values)
            yield return $"    {InOne(value.Label, language)}: {InOne(value.Value, language)}  [{Source(value.Source, language, written)}]";

        if (new Wording(failure.AdviceZh, failure.AdviceEn).In(language) is { Length: > 0 } advice)
            yield return "    → " + advice;
        if (Severities.HowToGoOn(failure) is { } how)
            yield return "    → " + how.In(language);
    }

    /// <summary>Of a text in both languages, as rules write labels and codes ("是 / yes"), the half in the language.</summary>
    private static string InOne(string text, Language language)
    {
        var between = text.IndexOf(BothLanguages, StringComparison.Ordinal);
        return between > 0 && text[..between].Any(IsChinese) && !text[(between + BothLanguages.Length)..].Any(IsChinese)
            ? language == Language.Chinese ? text[..between] : text[(between + BothLanguages.Length)..]
            : text;

        static bool IsChinese(char c) => c >= '\u4e00' && c <= '\u9fff';
    }

    /// <summary>Where a value comes from: a page, or the field of the request in its author's words.</summary>
    private static string Source(string source, Language language, WrittenRequest written)
        => EventPath(source) is { } path && written.OfEvent(path) is { } field ? written.Of(field, language) : source;

    /// <summary>A message that names a field of the event names the request's.</summary>
    private static string InOwnWords(string line, RuleFailure failure, Language language, WrittenRequest written)
    {
        foreach (var path in failure.Values.Select(static value => EventPath(value.Source)).OfType<string>())
        {
            if (written.OfEvent(path) is { } field)
            {
                line = line.Replace($"字段{path}", $"字段 {written.Of(field, language)} ", StringComparison.Ordinal)
                    .Replace($"field {path} ", $"field {written.Of(field, language)} ", StringComparison.Ordinal);
            }
        }

        return line;
    }

    private static string? EventPath(string source) => source.StartsWith(OfEvent, StringComparison.Ordinal) ? source[OfEvent.Length..] : null;

    private static JsonObject Json(RuleFailure failure, WrittenRequest written)
    {
        var json = MessageJson.Of(failure);
        var fields = failure.Values.Select(static value => EventPath(value.Source)).OfType<string>().Select(written.OfEvent).OfType<string>()
            .Distinct(StringComparer.Ordinal).ToList();
        if (fields.Count > 0)
            json["fields"] = new JsonArray([.. fields.Select(field => JsonValue.Create(written.Of(field, Language.English)))]);
        return json;
    }

    private static JsonObject Json(InputFailure failure, WrittenRequest written)
    {
        var json = MessageJson.Of(failure);
        json["written_as"] = written.Of(failure.Field, Language.English);
        return json;
    }

    private static string Kind(ExitCode code) => code.ToString().ToLowerInvariant();
}
