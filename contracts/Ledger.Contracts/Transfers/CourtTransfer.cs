using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A court's transfer with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Basis">The instrument by which it is taxed.</param>
/// <param name="Tax">Its taxes.</param>
/// <param name="Case">Its case.</param>
/// <param name="Units">The units transferred; where the debtor is not the owner, as given by whoever is.</param>
/// <param name="Others">Other units of old certificates that fall.</param>
/// <param name="Land">The parcels of the units.</param>
internal sealed record CourtTransfer(
    CourtTransferRecorded Event,
    Basis Basis,
    PageView<TaxPage> Tax,
    PageView<CasePage> Case,
    IReadOnlyList<TransferredUnit> Units,
    IReadOnlyList<ReissuedUnit> Others,
    IReadOnlyList<TransferredLand> Land)
{
    /// <summary>Reads the pages.</summary>
    public static CourtTransfer Load(CourtTransferRecorded e, Book book)
    {
        var basis = Basis.Read(book, e.Basis);
        var flow = e.Mortgages == CourtMortgages.Carried ? FlowCode.F219 : FlowCode.F218;
        List<TransferredUnit> units = [.. e.Units.Select((unit, i) => Unit(book, e, unit, i, basis, flow))];
        return new(
            e,
            basis,
            book.Tax(e.Basis),
            book.Case(e.Recording.AcceptanceNumber),
            units,
            ReissuedUnit.Load(book, units, e.Replacements),
            TransferredLand.Load(book, units));
    }

    private static TransferredUnit Unit(Book book, CourtTransferRecorded e, UnitTransfer transfer, int index, Basis basis, FlowCode flow)
    {
        var unit = TransferredUnit.Load(book, e.Act, e.Recording, transfer, index, [basis], _ => flow);
        return unit with { Disposal = unit.Disposal with { EndsSeizures = EndedSeizures.Of(unit.Pages, e.Authority, e.SeizuresEnded) } };
    }
}
