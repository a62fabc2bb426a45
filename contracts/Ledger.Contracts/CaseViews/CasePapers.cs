using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A case with the pages that tell how far each department has come with it.</summary>
/// <param name="View">Its page.</param>
/// <param name="Basis">Contract or instrument that it rests on; null for none.</param>
/// <param name="Tax">The taxes of that; null for none.</param>
/// <param name="Fund">Its supervised funds; null for none.</param>
/// <param name="Units">Its registrations, each with the unit's pages.</param>
/// <param name="Certificates">The certificates and proofs that its acts made.</param>
internal sealed record CasePapers(
    PageView<CasePage> View,
    Basis? Basis,
    PageView<TaxPage>? Tax,
    PageView<FundPage>? Fund,
    IReadOnlyList<CaseUnit> Units,
    IReadOnlyList<PageView<CertificatePage>> Certificates)
{
    /// <summary>The case.</summary>
    public CasePage Page => View.Body!;

    /// <summary>Reads the pages of a case that exists.</summary>
    public static CasePapers Load(Book book, ICasePages pages, PageView<CasePage> view)
    {
        var page = view.Body!;
        var basis = page.Basis.Length > 0 ? Basis.Read(book, page.Basis) : null;
        return new(
            view,
            basis,
            basis is null ? null : book.Tax(basis.Number),
            basis?.Contract.Body is { SupervisionNumber.Length: > 0 } contract ? book.Fund(contract.SupervisionNumber) : null,
            [.. page.Flows.Select(flow => CaseUnit.Load(book, pages, page, flow, basis))],
            [.. page.Certificates.Select(number => book.Certificate(new CertificateId { Number = number }))]);
    }
}

/// <summary>One registration of a case with what its unit's pages say.</summary>
/// <param name="Flow">The registration.</param>
/// <param name="Disposal">What the severity matrix asks of it.</param>
/// <param name="Sale">What the basis says about the unit; null where it does not name it.</param>
/// <param name="Mortgages">The mortgages in the book of the unit.</param>
/// <param name="Signed">The mortgage contracts that are signed and not in the book yet.</param>
internal sealed record CaseUnit(
    CaseFlow Flow, Disposal Disposal, UnitSale? Sale, IReadOnlyList<LiveMortgage> Mortgages, IReadOnlyList<PageView<MortgagePage>> Signed)
{
    private static readonly Act NoAct = new();

    /// <summary>Whether it is the first registration of a mortgage, or a notice of it.</summary>
    public bool IsMortgage => FlowGroups.IsNewMortgage(Flow.Flow) || FlowGroups.IsMortgageNotice(Flow.Flow);

    /// <summary>
    /// The mortgage that is registered or noticed: the one that pays for the basis where there is such a one; null where none is signed.
    /// </summary>
    public PageView<MortgagePage>? Mortgage => IsMortgage
        ? (Flow.Recorded ? Mortgages.Select(static known => known.Page) : Signed)
            .Where(static view => view.Body is not null)
            .OrderByDescending(view => Disposal.Basis.Length > 0 && view.Body!.PaysFor == Disposal.Basis)
            .ThenByDescending(static view => view.Body!.SigningDate)
            .FirstOrDefault()
        : null;

    /// <summary>Reads the pages.</summary>
    public static CaseUnit Load(Book book, ICasePages pages, CasePage page, CaseFlow flow, Basis? basis)
    {
        var disposal = Disposal.Read(book, flow.Flow, flow.UnitCode, NoAct);
        var index = basis?.IndexOf(flow.UnitCode) ?? -1;
        var sale = index < 0 ? null : basis!.Sale(index, disposal.Unit);
        List<Party> applicants = [.. page.Applicants.Where(row => row.UnitCode == flow.UnitCode).SelectMany(static row => row.Parties)];
        return new(
            flow,
            disposal with
            {
                Givers = sale is null ? applicants : [.. sale.Sellers.Select(static part => part.Party).Distinct()],
                Takers = sale is null ? applicants : [.. sale.Buyers.Select(static part => part.Party).Distinct()],
                Basis = page.Basis,
                Case = page.AcceptanceNumber,
            },
            sale,
            LiveMortgage.Of(book, disposal.Unit.Encumbrances, flow.UnitCode),
            [.. pages.SignedOn(flow.UnitCode).Select(book.Mortgage).Where(static view => view.Body is { State: MortgageState.Signed })]);
    }
}
