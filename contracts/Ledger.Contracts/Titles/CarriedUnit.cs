using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A unit that is split or merged, with all that goes on with what comes from it.</summary>
/// <param name="Disposal">The unit as the severity matrix asks for it.</param>
/// <param name="Certificates">Certificates of its owners, which fall.</param>
/// <param name="Mortgages">Mortgages that go on: those that are not released.</param>
/// <param name="Proofs">Proofs of what goes on.</param>
/// <param name="Neighbours">Pages of the other units of its easements, each once.</param>
/// <param name="Land">The buildings on it; null for what is no parcel.</param>
internal sealed record CarriedUnit(
    Disposal Disposal,
    OwnersCertificates Certificates,
    IReadOnlyList<PageView<MortgagePage>> Mortgages,
    IReadOnlyList<PageView<CertificatePage>> Proofs,
    IReadOnlyList<PageView<EncumbrancePage>> Neighbours,
    PageView<LandPage>? Land)
{
    /// <summary>The unit's pages.</summary>
    public UnitPages Unit => Disposal.Unit;

    /// <summary>Names of the mortgages that go on.</summary>
    public IReadOnlyCollection<MortgageId> MortgageIds => [.. Mortgages.Select(static view => view.Body!.Id)];

    /// <summary>Reads the pages.</summary>
    public static CarriedUnit Load(
        Book book, FlowCode flow, string unitCode, Act act, Recording recording, IEnumerable<(CertificateId? Id, string Path)> issued)
    {
        var disposal = Disposal.Read(book, flow, unitCode, act) with { Case = recording.AcceptanceNumber };
        var encumbrances = disposal.Unit.Encumbrances;
        var page = encumbrances.Body ?? new EncumbrancePage();
        var mortgages = LiveMortgage.Of(book, encumbrances, unitCode).Where(static live => !live.IsReleased && live.Page.Body is not null)
            .Select(static live => live.Page).ToList();
        return new(
            disposal with { Givers = disposal.Owners, Takers = disposal.Owners },
            OwnersCertificates.Load(book, disposal.Unit, issued),
            mortgages,
            [.. mortgages.Select(static view => view.Body!.Certificate)
                .Concat(page.Notices.Select(static row => row.Proof))
                .Concat(page.Objections.Select(static row => row.Proof))
                .Concat(page.Easements.Select(static row => row.Proof))
                .Concat(page.Residences.Select(static row => row.Proof))
                .OfType<CertificateId>()
                .Distinct()
                .Select(book.Certificate)],
            [.. page.Easements.Where(static row => row.Ended == 0).Select(static row => row.OtherUnit).Distinct(StringComparer.Ordinal)
                .Select(book.Encumbrances)],
            UnitCode.Parse(unitCode) is { IsParcel: true } parcel ? book.Land(parcel) : null);
    }

    /// <summary>A change that the parties agreed on names units and persons as they were: it is recorded or withdrawn first (STATE).</summary>
    public void CheckNothingAgreed(Judgement judgement)
    {
        foreach (var view in Mortgages.Where(static view => view.Body!.Agreements.Count > 0))
        {
            judgement.WrongState(
                new("抵押权", "mortgage"),
                new("有已约定未登簿的变更", "agreed to be changed"),
                ["MortgageChanged", "MortgageTransferred", "MortgageChangeAgreed"],
                view.Says(MortgageContractNumber.Name, view.Body!.Id.ContractNumber));
        }
    }

    /// <summary>Writes what stays of the unit, its lineage, and what elsewhere names it.</summary>
    /// <param name="book">The state.</param>
    /// <param name="act">The act.</param>
    /// <param name="recording">Its recording.</param>
    /// <param name="businessNumber">Its business number of this unit.</param>
    /// <param name="successors">The units that come from it, sorted.</param>
    public void Leave(Book book, Act act, Recording recording, string businessNumber, IReadOnlyList<string> successors)
    {
        var title = TitleChange.Of(Unit.Title, act, recording, businessNumber);
        title.Status = TitleStatus.Superseded;
        title.Successors.Clear();
        title.Successors.AddRange(successors);
        book.Write(Unit.Title.Key, title);
        book.Write(Unit.Encumbrances.Key, CarriedEncumbrances.Left(Unit.Encumbrances.Body!, MortgageIds));
        Certificates.VoidAll(book, recording, VoidReasons.Reshaped);
    }
}
