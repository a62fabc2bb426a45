using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The transfer of a mortgage with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="New">The page under the assignee's number, absent as a rule.</param>
/// <param name="Assignee">The assignee's member entry.</param>
/// <param name="Certificate">Page of the new proof.</param>
/// <param name="Former">Page of the proof that falls; null without a mortgage.</param>
/// <param name="Units">The units.</param>
internal sealed record MortgageAssignmentCase(
    MortgageTransferred Event, PageView<MortgagePage> Mortgage, PageView<MortgagePage> New, PageView<Member> Assignee,
    PageView<CertificatePage> Certificate, PageView<CertificatePage>? Former, IReadOnlyList<Disposal> Units)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageAssignmentCase Load(MortgageTransferred e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        return new(
            e,
            mortgage,
            book.Mortgage(e.Assignee),
            book.Member(e.Assignee.Mortgagee),
            book.Certificate(e.Certificate),
            mortgage.Body?.Certificate is { } former ? book.Certificate(former) : null,
            [.. e.Units.Select(unit
                => Disposal.Read(book, FlowCode.M6, unit.UnitCode, e.Act).ForMortgage(e.Assignee, [], "") with { Case = e.Recording.AcceptanceNumber })]);
    }
}
