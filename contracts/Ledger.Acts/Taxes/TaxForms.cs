namespace Ledger.Acts;

/// <summary>Taxes and dated tables.</summary>
internal static class TaxForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new DeclareTaxForm(),
        new AssessTaxForm(),
        new ReturnTaxForm(),
        new PayTaxForm(),
        new ExemptTaxForm(),
        new CertifyTaxForm(),
        new RefundTaxForm(),
    ];
}
