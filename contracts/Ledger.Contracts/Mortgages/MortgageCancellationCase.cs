using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The cancellation of a mortgage with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Certificate">Page of the registration proof that falls.</param>
/// <param name="Units">The units, each with its business number's page.</param>
internal sealed record MortgageCancellationCase(
    MortgageCancelled Event,
    PageView<MortgagePage> Mortgage,
    PageView<CertificatePage> Certificate,
    IReadOnlyList<(UnitPages Pages, PageView<BusinessPage> Business)> Units)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageCancellationCase Load(MortgageCancelled e, Book book)
        => new(
            e,
            book.Mortgage(e.Mortgage),
            book.Certificate(e.Certificate),
            [.. e.Units.Select(unit => (UnitPages.Read(book, unit.UnitCode), book.Business(unit.BusinessNumber)))]);
}
