using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A transfer on a contract or an instrument with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Bases">What it rests on; of an exchange both instruments; each with its taxes.</param>
/// <param name="Case">Its case.</param>
/// <param name="Units">The units transferred.</param>
/// <param name="Others">Other units of old certificates that fall.</param>
/// <param name="Land">The parcels of the units.</param>
internal sealed record BasisTransfer(
    TransferRecorded Event,
    IReadOnlyList<(Basis Basis, PageView<TaxPage> Tax)> Bases,
    PageView<CasePage> Case,
    IReadOnlyList<TransferredUnit> Units,
    IReadOnlyList<ReissuedUnit> Others,
    IReadOnlyList<TransferredLand> Land)
{
    /// <summary>Reads the pages.</summary>
    public static BasisTransfer Load(TransferRecorded e, Book book)
    {
        var bases = Basis.ReadWithPair(book, e.ContractNumber);
        var basis = bases[0];
        var view = book.Case(e.Recording.AcceptanceNumber);
        List<TransferredUnit> units =
        [
            .. e.Units.Select((unit, i) => TransferredUnit.Load(
                book, e.Act, e.Recording, unit, i, bases, on => FlowOf(on ?? basis, e.Mortgages, view.Body, unit))),
        ];
        return new(
            e,
            [.. bases.Select(on => (on, book.Tax(on.Number)))],
            view,
            units,
            ReissuedUnit.Load(book, units, e.Replacements),
            TransferredLand.Load(book, units));
    }

    /// <summary>
    /// The flow follows from the basis. A sale with a mortgage is one of its own in all three modes: where the old mortgage is
    /// cancelled in the same envelope, the case alone says so.
    /// </summary>
    private static FlowCode FlowOf(Basis basis, MortgageHandling handling, CasePage? page, UnitTransfer unit)
    {
        if (!basis.IsContract)
            return InstrumentKindLaw.FlowOf(basis.Kind);
        var accepted = page?.Flows.Any(
            flow => flow.Flow == FlowCode.F212 && flow.UnitCode == unit.UnitCode && flow.BusinessNumber == unit.BusinessNumber) ?? false;
        return handling != MortgageHandling.None || accepted ? FlowCode.F212 : basis.Letter == 'A' ? FlowCode.F210 : FlowCode.F211;
    }
}
