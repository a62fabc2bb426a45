using System.Globalization;

namespace Ledger.Network;

/// <summary>Prints kills as they come, a row each.</summary>
internal sealed class KillTable : IProgress<KillOutcome>
{
    private readonly TextWriter output;

    public KillTable(TextWriter output)
    {
        this.output = output;
        output.WriteLine("kill  killed                                     acknowledged  restart s  block  receipts verified  open records");
    }

    /// <inheritdoc/>
    public void Report(KillOutcome value) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Number,4}  {string.Join(' ', value.Killed),-42} {value.Acknowledged,12}  {value.Restart.TotalSeconds,9:F1}  {value.Block,5}  {value.Receipts,17}  {0,12}"));
}
