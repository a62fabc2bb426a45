using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>What profile 2 adds to a sale: prices by unit, payment, amendments, a filing that is returned.</content>
public sealed partial class SaleCase
{
    /// <summary>The province in certificates' numbers.</summary>
    public char Province { get; set; } = '粤';

    /// <summary>How the price is paid, under profile 2.</summary>
    public PaymentMode PaidBy { get; set; } = PaymentMode.Full;

    /// <summary>Permit of a pre-sale; empty for none.</summary>
    public string Permit { get; set; } = "";

    private bool IsTwo => Ledger.IsTwo;

    /// <summary>The contract's page.</summary>
    public ContractPage Contract => Ledger.Read<ContractPage>(PageKeys.Contract(Number))!;

    /// <summary>Spreads a price over units: evenly, the rest with the first.</summary>
    public static void Spread(RepeatedField<ContractUnit> units, ulong fen)
    {
        for (var i = 0; i < units.Count; i++)
            units[i].PriceFen = (fen / (ulong)units.Count) + (i == 0 ? fen % (ulong)units.Count : 0);
    }

    /// <summary>The registration rests on a judgment, whose instrument is put as stated.</summary>
    public void ByJudgment(FirstRegistered e) => By(e, FirstBasis.Court, InstrumentKind.Court);

    /// <summary>The registration rests on a grant of the land, whose instrument is put as stated and its deed tax as paid.</summary>
    public void ByGrant(FirstRegistered e)
    {
        By(e, FirstBasis.LandGrant, InstrumentKind.Grant);
        var tax = new TaxPage
        {
            ContractNumber = e.Instrument,
            LiabilityDate = e.Recording.RecordingDate,
            DeclarationDate = e.Recording.RecordingDate,
            AssessmentDate = e.Recording.RecordingDate,
            Document = Acts.Document(),
            Units = { e.Opening.UnitCode },
        };
        tax.Lines.AddRange(Ledger.Read<InstrumentPage>(PageKeys.Instrument(e.Instrument))!.Takers.Select(static party => new TaxLineState
        {
            Line = new() { Tax = TaxKind.Deed, Side = TaxSide.Transferee, Taxpayer = party, Exemption = "PUBLIC_BODY" },
            Exempted = true,
        }));
        Ledger.PutOld(PageKeys.Tax(e.Instrument), tax);
    }

    // From profile 2 on state land that nothing else is said of is granted.
    private void Grant(FirstRegistered e)
    {
        if (IsTwo && e.Opening.RightType == 3 && e is { Basis: FirstBasis.Built, Instrument: "" })
            ByGrant(e);
    }

    private void By(FirstRegistered e, FirstBasis basis, InstrumentKind kind)
    {
        (e.Basis, e.Instrument) = (basis, $"ZY{e.Recording.AcceptanceNumber}");
        var deed = new SaleCase(Ledger) { Units = [e.Opening.UnitCode], Buyers = Owners, BuyerKind = OwnerKind }.Signing();
        var page = new InstrumentPage
        {
            Number = e.Instrument,
            Kind = kind,
            State = InstrumentState.Stated,
            Date = e.Recording.RecordingDate,
            Document = Acts.Document(),
        };
        page.Units.AddRange(deed.Units);
        page.Takers.AddRange(deed.Buyers);
        Ledger.PutOld(PageKeys.Instrument(e.Instrument), page);
    }

    /// <summary>An amendment that changes nothing but the version, before it is changed itself.</summary>
    public ContractAmended Amendment(Action<ContractAmended>? change = null)
    {
        var page = Contract;
        var e = new ContractAmended
        {
            Act = Acts.Of(),
            ContractNumber = Number,
            Version = Math.Max(page.Version, 1) + 1,
            Date = Signed.AddDays(2).Number,
            PriceFen = page.PriceFen,
            Payment = page.Payment,
            Supervised = page.Supervised,
            QualificationNumber = page.QualificationNumber,
        };
        e.Units.AddRange(page.Units.Select(unit => unit.Clone()));
        e.Sellers.AddRange(page.Sellers);
        e.Buyers.AddRange(page.Buyers);
        change?.Invoke(e);
        return e;
    }

    /// <summary>Amends the contract.</summary>
    public Outcome Amend(Action<ContractAmended>? change = null) => Ledger.Submit(Members.Transaction, Amendment(change));

    /// <summary>The return of the filing.</summary>
    public ContractFilingReturned Return(Action<ContractFilingReturned>? change = null)
    {
        var e = new ContractFilingReturned { Act = Acts.Of(), ContractNumber = Number, Date = Signed.AddDays(1).Number, Reason = "PAPERS_MISSING" };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Returns the filing.</summary>
    public Outcome ReturnFiling(Action<ContractFilingReturned>? change = null) => Ledger.Submit(Members.Transaction, Return(change));

    partial void Complete(ContractSigned e)
    {
        if (!IsTwo)
            return;
        e.VatRate = 0;
        e.Payment = PaidBy;
        e.PermitNumber = Permit;
        e.QualificationNumber = "202104010001";
        Spread(e.Units, e.PriceFen);
        foreach (var unit in e.Units)
            unit.CoOwnersWaived = Sold != "1/1";
    }
}
