namespace Ledger.Acts;

/// <summary>Certificates.</summary>
internal static class CertificateForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new IssueCertificatesForm(),
        new ReissueCertificateForm(),
        new VoidCertificatesForm(),
    ];
}
