using Ledger.Contracts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Transfers in the book as their contract or instrument makes them of the titles.</summary>
internal static class Transfers
{
    /// <summary>The transfer of a basis: its units, parties and shares, with new certificates.</summary>
    public static RecordTransferRequest Of(
        ScenarioCity city, CaseFile file, ContractPage basis, SoldUnit[] units, decimal price, MortgageHandling mortgages = MortgageHandling.None)
    {
        var request = new RecordTransferRequest
        {
            Recording = file.At(city.NowMs),
            ContractNumber = basis.ContractNumber,
            Price = Yuan.OfSome(price),
            Mortgages = mortgages,
            Document = ScenarioCity.Papers(),
        };
        request.Units.AddRange(Enumerable.Range(0, basis.Units.Count)
            .Select(i => Unit(city, file, basis, i, units.Single(unit => unit.Code == basis.Units[i].UnitCode).Price)));
        return request;
    }

    /// <summary>One unit of it.</summary>
    public static UnitTransferInput Unit(ScenarioCity city, CaseFile file, ContractPage basis, int index, decimal price)
    {
        var sold = basis.Units[index];
        var code = sold.UnitCode;
        var row = new UnitTransferInput { UnitCode = code, BusinessNumber = file.Business(code), Price = Yuan.OfSome(price) };
        row.Sellers.AddRange(sold.Sellers.Select(stake => new TransferPartyInput
        {
            Party = city.Named(basis.Sellers[(int)stake.Party], basis.Units.Select(static unit => unit.UnitCode)),
            Share = Text(stake.Share),
            Group = stake.Group,
        }));
        if (!SaleOutcome.TryCompute(city.Title(code), basis, index, out var outcome))
        {
            // The seller owns nothing: the clerk copies what the contract says.
            row.Previous.Add(new CertificateInput { Number = city.Certificate() });
            row.Buyers.AddRange(sold.Buyers.Select(stake => new OwnerInput
            {
                Party = city.Named(basis.Buyers[(int)stake.Party], basis.Units.Select(static unit => unit.UnitCode)),
                Share = Text(stake.Share),
                Certificate = city.Certificate(),
            }));
            row.CoOwnership = sold.BuyerCoOwnership;
            return row;
        }

        row.CoOwnership = outcome.CoOwnership;
        row.Previous.AddRange(outcome.Previous.Select(static old => new CertificateInput { Number = old.Number }));
        var shared = outcome.CoOwnership == CoOwnership.Joint ? city.Certificate() : null;
        row.Buyers.AddRange(outcome.Buyers.Select(buyer => new OwnerInput
        {
            Party = city.Named(buyer.Party, code),
            Share = Text(buyer.Share),
            Group = buyer.Group,
            Certificate = shared ?? city.Certificate(),
        }));
        row.Reissues.AddRange(outcome.Reissued.Select(party => new OwnerInput { Party = city.Named(party, code), Certificate = city.Certificate() }));
        return row;
    }

    private static string Text(V1.Share? share) => share is null ? "" : $"{share.Numerator}/{share.Denominator}";
}
