using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>What a finding does to an act, in words: keeps it off the ledger, asks for an exception or a reason, or only says something.</summary>
internal static class Severities
{
    private const string Warning = "WARNING";
    private const string Exception = "EXCEPTION";
    private const string Information = "INFORMATION";

    /// <summary>Order in which findings are told: what nothing helps against comes first.</summary>
    public static int Order(RuleFailure failure) => failure switch
    {
        { Acknowledged: true } or { Severity: Information } => 3,
        { Severity: Warning } => 2,
        { Severity: Exception } => 1,
        _ => 0,
    };

    /// <summary>What it does, in a word or two.</summary>
    public static Wording Of(RuleFailure failure) => failure switch
    {
        { Severity: Information } => new("提示", "information"),
        { Severity: Warning, Acknowledged: true } => new("警告，已确认", "warning, accepted"),
        { Acknowledged: true } => new("已有例外批准", "exception approved"),
        { Severity: Warning } => new("警告", "warning"),
        { Severity: Exception } => new("拒绝，例外批准除外", "refused unless excepted"),
        _ => new("拒绝", "refused"),
    };

    /// <summary>How the act can be asked for again in spite of it; null where nothing but its cause helps.</summary>
    public static Wording? HowToGoOn(RuleFailure failure) => failure switch
    {
        { Severity: Warning, Acknowledged: false } => new(
            $"核对无误后可确认此警告再提交：--acknowledge {failure.Rule}=原因代码（如 {failure.Rule}=CHECKED_ON_PAPER）",
            $"if it is right all the same, accept the warning and ask again: --acknowledge {failure.Rule}=REASON, e.g. {failure.Rule}=CHECKED_ON_PAPER"),
        { Severity: Exception, Acknowledged: false } => new(
            $"经批准的例外可越过此项：先办理 ledger exception approve，再加 --exception {failure.Rule}=例外编号",
            $"an approved exception overrides it: ledger exception approve, then --exception {failure.Rule}=NUMBER"),
        _ => null,
    };
}
