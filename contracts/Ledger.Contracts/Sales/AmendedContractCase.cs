using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The amendment of a contract with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract's page.</param>
/// <param name="Sale">What the contract says from here on.</param>
/// <param name="Before">For each unit its place in the contract so far: under its code, or under one that surveys replaced; -1 for none.</param>
internal sealed record AmendedContractCase(
    ContractAmended Event, PageView<ContractPage> Contract, AgreedSale Sale, IReadOnlyList<int> Before)
{
    // So many surveys in a row are looked behind; each is one of the building's, and a building has few.
    private const int MostSurveys = 16;

    /// <summary>The contract's agreement on supervised funds; null for none.</summary>
    public PageView<FundPage>? Fund { get; init; }

    /// <summary>The mortgages whose banks may have consented to the contract as it was.</summary>
    public IReadOnlyList<PageView<MortgagePage>> Mortgages
        => [.. Sale.Units.SelectMany(static unit => unit.Disposal.Mortgages.Select(static live => live.Page).Concat(unit.Disposal.NoticedMortgages))
            .DistinctBy(static view => view.Key, StringComparer.Ordinal)];

    /// <summary>Reads the pages.</summary>
    public static AmendedContractCase Load(ContractAmended e, Book book)
    {
        var contract = book.Contract(e.ContractNumber);
        var page = contract.Body;
        var sale = AgreedSale.Load(
            book, e.Act, FlowCode.K3, e.ContractNumber, page?.Kind ?? ContractKind.Stock, page?.SigningDate ?? e.Date, page?.PermitNumber ?? "",
            e.Units, e.Sellers, e.Buyers) with
        {
            QualificationNumber = e.QualificationNumber,
            GuardianStatements = e.GuardianStatements,
        };
        var codes = page?.Units.Select(static unit => unit.UnitCode).ToList() ?? [];
        return new(e, contract, sale, [.. sale.Units.Select(unit => PlaceOf(book, codes, unit))])
        {
            Fund = page is { SupervisionNumber.Length: > 0 } ? book.Fund(page.SupervisionNumber) : null,
        };
    }

    /// <summary>The contract as the amendment leaves it.</summary>
    public ContractPage After()
    {
        var page = Contract.Body!.Clone();
        page.PriceFen = Event.PriceFen;
        page.Payment = Event.Payment;
        page.Supervised = Event.Supervised;
        page.QualificationNumber = Event.QualificationNumber;
        page.Version = Event.Version;
        page.Amended = Event.Date;
        page.Document = Event.Act.Document;
        foreach (var consent in page.MortgageeNotes.Where(static note => note.Consent).ToList())
            page.MortgageeNotes.Remove(consent);
        page.Units.Clear();
        page.Units.AddRange(Event.Units);
        page.Sellers.Clear();
        page.Sellers.AddRange(Event.Sellers);
        page.Buyers.Clear();
        page.Buyers.AddRange(Event.Buyers);
        return page;
    }

    private static int PlaceOf(Book book, List<string> codes, AgreedUnit unit)
    {
        var place = codes.IndexOf(unit.Code);
        var replaced = unit.House?.Body?.Replaces ?? "";
        for (var i = 0; place < 0 && replaced.Length > 0 && i < MostSurveys; i++)
        {
            place = codes.IndexOf(replaced);
            replaced = place < 0 ? book.House(replaced).Body?.Replaces ?? "" : "";
        }

        return place;
    }
}
