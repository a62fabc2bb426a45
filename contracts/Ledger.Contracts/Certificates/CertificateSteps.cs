using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The states of a certificate and what may come next (STATE).</summary>
internal static class CertificateSteps
{
    private static readonly Wording Record = new("证书", "certificate");
    private static readonly Wording StateLabel = new("证书状态", "state of the certificate");

    /// <summary>Short names of the events that may come next; empty for a final state.</summary>
    public static IReadOnlyList<string> From(CertificateState state) => state switch
    {
        CertificateState.Live => ["CertificateIssued", "CertificateReissued", "PublicNoticePosted", "CertificateVoided"],
        CertificateState.LostDeclared => ["CertificateReissued"],
        _ => [],
    };

    /// <summary>A certificate was issued and is in one of these states.</summary>
    public static bool Check(Judgement judgement, PageView<CertificatePage> view, params IReadOnlyList<CertificateState> allowed)
    {
        if (view.Body is not { } page)
        {
            judgement.WrongState(Record, new("从未颁发", "never issued"), [], view.Says(StateLabel, null));
            return false;
        }

        var state = CertificateStates.Of(page);
        if (allowed.Contains(state))
            return true;
        judgement.WrongState(
            Record, CodeNames.Of(state)!, From(state), view.Says(StateLabel, state), view.Says(new("作废日期", "voided"), Labels.Date(page.Voided)));
        return false;
    }
}
