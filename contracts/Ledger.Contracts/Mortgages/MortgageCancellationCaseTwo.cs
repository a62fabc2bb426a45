using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The cancellation of a mortgage of profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Mortgagee">The mortgagee's member entry.</param>
/// <param name="Certificate">Page of the registration proof that falls.</param>
/// <param name="Case">The case it is recorded in.</param>
/// <param name="Units">The units, each with its release.</param>
internal sealed record MortgageCancellationCaseTwo(
    MortgageCancelled Event,
    PageView<MortgagePage> Mortgage,
    PageView<Member> Mortgagee,
    PageView<CertificatePage> Certificate,
    PageView<CasePage> Case,
    IReadOnlyList<(UnitPages Pages, PageView<ReleasePage> Release)> Units)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageCancellationCaseTwo Load(MortgageCancelled e, Book book)
        => new(
            e,
            book.Mortgage(e.Mortgage),
            book.Member(e.Mortgage.Mortgagee),
            book.Certificate(e.Certificate),
            book.Case(e.Recording.AcceptanceNumber),
            [.. e.Units.Select(unit => (UnitPages.Read(book, unit.UnitCode), book.Release(e.Mortgage, unit.UnitCode)))]);
}
