using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// Keeps what proves that keys signed other roots. What a full disk does not take is seen all the same, and written once the
/// disk takes it: no alarm is lost by it unless the process ends meanwhile.
/// </summary>
/// <param name="alarms">Second roots.</param>
/// <param name="divergence">That most agree on another root than this peer's.</param>
/// <param name="reportFault">Told what the disk said: it is called again once the disk is well.</param>
internal sealed class EvidenceKeeping(AlarmFile alarms, DivergenceReport divergence, Action<StoreException> reportFault)
{
    /// <summary>Second roots.</summary>
    public AlarmFile Alarms => alarms;

    /// <summary>That most agree on another root than this peer's.</summary>
    public DivergenceReport Divergence => divergence;

    /// <summary>Writes what is not durable yet; when the disk does not take it, the peer waits for the disk.</summary>
    public void WriteOut()
    {
        try
        {
            alarms.WriteOut();
            divergence.WriteOut();
        }
        catch (StoreException e) when (e is not StoreDamagedException)
        {
            reportFault(e);
        }
    }
}
