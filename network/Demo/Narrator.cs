using Ledger.Client;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>Tells the demo step by step, in both languages, to who watches.</summary>
internal sealed class Narrator(TextWriter output)
{
    private int step;

    /// <summary>Opens a story.</summary>
    public void Story(string chinese, string english)
    {
        output.WriteLine();
        output.WriteLine($"=== {chinese} / {english} ===");
    }

    /// <summary>Opens a step.</summary>
    public void Step(string chinese, string english)
    {
        output.WriteLine();
        output.WriteLine($"[{++step,2}] {chinese}");
        output.WriteLine($"     {english}");
    }

    /// <summary>A line under the step.</summary>
    public void Say(string text) => output.WriteLine($"       {text}");

    /// <summary>An act that was recorded, by its verified receipt.</summary>
    public void Recorded(string what, WriteOutcome outcome)
    {
        var receipt = outcome.Receipt ?? throw new DemoException($"{what}: ordered, but the quorum of cosignatures is outstanding.");
        Say($"✓ {what} — entry {receipt.Index} of {receipt.Checkpoint.Size}, leaf {Convert.ToHexStringLower(receipt.LeafHash)[..16]}…, receipt verified / 回执已验证");
    }

    /// <summary>A refusal, with every failed rule, the values that disagree and where they come from.</summary>
    public void Refused(string what, IEnumerable<RuleFailure> failures)
    {
        Say($"✗ {what} — refused / 不予办理");
        foreach (var failure in failures)
        {
            Say($"    {failure.Rule} {failure.NameZh} / {failure.NameEn}");
            Say($"      {failure.MessageZh} / {failure.MessageEn}");
            foreach (var value in failure.Values)
                Say($"      {value.Label} = {value.Value}   ← {value.Source}{(value.Entry.Length > 0 ? $" @{value.Entry[..12]}…" : "")}");
            Say($"      → {failure.AdviceZh} / {failure.AdviceEn}");
        }
    }
}
