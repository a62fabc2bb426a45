using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The cancellation of a mortgage of profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Mortgagee">The mortgagee's member entry.</param>
/// <param name="Certificate">Page of the registration proof that falls.</param>
/// <param name="Case">The case it is recorded in.</param>
/// <param name="Disposals">The units as the severity matrix asks for them.</param>
/// <param name="Units">The units, each with its release.</param>
internal sealed record MortgageCancellationCaseTwo(
    MortgageCancelled Event,
    PageView<MortgagePage> Mortgage,
    PageView<Member> Mortgagee,
    PageView<CertificatePage> Certificate,
    PageView<CasePage> Case,
    IReadOnlyList<Disposal> Disposals,
    IReadOnlyList<(UnitPages Pages, PageView<ReleasePage> Release)> Units)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageCancellationCaseTwo Load(MortgageCancelled e, Book book)
    {
        List<Disposal> disposals =
            [.. e.Units.Select(unit => Disposal.Read(book, FlowCode.M9, unit.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber })];
        return new(
            e,
            book.Mortgage(e.Mortgage),
            book.Member(e.Mortgage.Mortgagee),
            book.Certificate(e.Certificate),
            book.Case(e.Recording.AcceptanceNumber),
            disposals,
            [.. disposals.Select(disposal => (disposal.Unit, book.Release(e.Mortgage, disposal.Unit.Code)))]);
    }
}
