using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An exchange is two instruments, each the other's counterpart; one transfer records both (C-01: all their units).</summary>
internal static class ExchangeIsMutual
{
    public static void Check(Judgement judgement, IReadOnlyList<Basis> bases)
    {
        if (bases.Count < 2 || bases[1].Instrument.Body is not { } other || (other.Kind == InstrumentKind.Exchange && other.Pair == bases[0].Number))
            return;
        judgement.Fail(
            Judgement.State,
            new("互换的两份文书未互相指向", "the two instruments of the exchange do not name each other"),
            new("请核对双方文书，或撤回后重新陈述", "check both instruments, or withdraw and state them anew"),
            bases[0].Says(new("另一份文书", "its counterpart"), bases[1].Number),
            bases[1].Says(new("另一份文书", "its counterpart"), other.Pair));
    }
}
