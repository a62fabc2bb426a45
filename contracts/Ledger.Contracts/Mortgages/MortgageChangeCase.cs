using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A recorded change of a mortgage with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Certificate">Page of the new proof.</param>
/// <param name="Former">Page of the proof that falls; null without a mortgage.</param>
/// <param name="Units">The units that the event names.</param>
internal sealed record MortgageChangeCase(
    MortgageChanged Event, PageView<MortgagePage> Mortgage, PageView<CertificatePage> Certificate, PageView<CertificatePage>? Former,
    IReadOnlyList<MortgageChangeUnitCase> Units)
{
    /// <summary>The agreement that is recorded; null for none.</summary>
    public MortgageAgreement? Agreement => MortgageAgreements.Find(Mortgage.Body, Event.What);

    /// <summary>Whether what lies on the units grows.</summary>
    public bool IsMore => Mortgage.Body is { } page && ChangedTerms.IsMore(Event.What, page.Terms, Event.Terms);

    /// <summary>Reads the pages.</summary>
    public static MortgageChangeCase Load(MortgageChanged e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        var more = mortgage.Body is { } page && ChangedTerms.IsMore(e.What, page.Terms, e.Terms);
        return new(
            e,
            mortgage,
            book.Certificate(e.Certificate),
            mortgage.Body?.Certificate is { } former ? book.Certificate(former) : null,
            [.. e.Units.Select((_, i) => MortgageChangeUnitCase.Load(e, i, mortgage.Body, more ? FlowCode.M3 : FlowCode.M4, book))]);
    }
}
