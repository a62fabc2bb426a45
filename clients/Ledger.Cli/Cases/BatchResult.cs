using Ledger.Client;
using Ledger.Facts;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>What became of one application of a batch.</summary>
/// <param name="Code">As the command alone would have ended.</param>
/// <param name="Name">In one word, for programs.</param>
/// <param name="Text">In words, on one line.</param>
internal sealed record BatchResult(ExitCode Code, string Name, Wording Text)
{
    /// <summary>It was written, or judged.</summary>
    public static BatchResult Of(WriteOutcome outcome, string name)
    {
        var place = outcome.Receipt is { } receipt ? $"{receipt.Index}" : "–";
        return outcome.IsDryRun || outcome.IsRecorded
            ? new(ExitCode.Ok, name, new(outcome.IsDryRun ? "规则会接受" : $"条目 {place}", outcome.IsDryRun ? "the rules would take it" : $"entry {place}"))
            : new(ExitCode.Ordered, "ordered", new("已排序，法定数未达；请再次运行", "ordered, quorum outstanding: run it again"));
    }

    /// <summary>It was refused, or could not be read or sent.</summary>
    public static BatchResult Of(LedgerException fault, ExitCode code) => new(
        code,
        fault is RefusedException ? "refused" : "failed",
        new(
            string.Join("; ", FailureView.Lines(fault, Language.Chinese).Select(static line => line.Trim())),
            string.Join("; ", FailureView.Lines(fault, Language.English).Select(static line => line.Trim()))));
}
