using Ledger.Chain;
using Spectre.Console;

namespace Ledger.Cli;

/// <summary>A replay's progress as a bar.</summary>
internal sealed class ReplayBar(ProgressTask task) : IProgress<ReplayProgress>
{
    public void Report(ReplayProgress value) => task.Value = value.Size;
}
