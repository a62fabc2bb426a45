using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The registration of a mortgage with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page, with the contract.</param>
/// <param name="Mortgagee">The mortgagee's member entry.</param>
/// <param name="Certificate">Page of the registration proof (登记证明) to be issued.</param>
/// <param name="Units">The units as the event names them.</param>
internal sealed record MortgageRegistrationCase(
    MortgageRegistered Event,
    PageView<MortgagePage> Mortgage,
    PageView<Member> Mortgagee,
    PageView<CertificatePage> Certificate,
    IReadOnlyList<MortgageUnitCase> Units)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageRegistrationCase Load(MortgageRegistered e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        return new(
            e,
            mortgage,
            book.Member(e.Mortgage.Mortgagee),
            book.Certificate(e.Certificate),
            [.. e.Units.Select((unit, i) => MortgageUnitCase.Load(unit, i, book, mortgage.Body))]);
    }
}
