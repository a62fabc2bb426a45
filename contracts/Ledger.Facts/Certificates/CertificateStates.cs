using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What a certificate's page says of it, whichever profile wrote the page: profile 1 knew live and void alone, and one unit.</summary>
public static class CertificateStates
{
    /// <summary>Its state.</summary>
    public static CertificateState Of(CertificatePage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.State != CertificateState.Unspecified ? page.State : page.Live ? CertificateState.Live : CertificateState.Void;
    }

    /// <summary>The units it stands for, sorted.</summary>
    public static IReadOnlyList<string> UnitsOf(CertificatePage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Units.Count > 0 ? page.Units : [page.UnitCode];
    }
}
