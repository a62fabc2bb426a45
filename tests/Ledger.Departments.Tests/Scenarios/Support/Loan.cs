using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>
/// One mortgage of a scenario: each method is the request of one act, of the bank or of the registry, as it is typed in today, valid
/// unless the story changes it.
/// </summary>
/// <param name="city">The city.</param>
/// <param name="bank">Name of the bank, e.g. <c>bank-a</c>.</param>
internal sealed class Loan(ScenarioCity city, string bank = "bank-a")
{
    /// <summary>Its name on the ledger.</summary>
    public MortgageId Id { get; init; } = new() { Mortgagee = city.City[bank].Member.CreditCode, ContractNumber = city.Number("DY") };

    /// <summary>What is mortgaged.</summary>
    public required string[] Units { get; init; }

    /// <summary>Who mortgages and owes.</summary>
    public required PartyInput[] Mortgagors { get; init; }

    /// <summary>Whose share of the units is mortgaged; nobody for the whole.</summary>
    public PartyInput[] Holding { get; init; } = [];

    /// <summary>Which share.</summary>
    public string Share { get; init; } = "1/1";

    /// <summary>What is lent, yuan.</summary>
    public decimal Amount { get; set; } = 600_000;

    /// <summary>Whether the units may be transferred only with consent.</summary>
    public bool Restricted { get; init; }

    /// <summary>The sale that it pays for; empty for none.</summary>
    public string PaysFor { get; init; } = "";

    /// <summary>First day of the term: that of signing.</summary>
    public string From { get; private set; } = city.Today;

    /// <summary>Its page.</summary>
    public MortgagePage Page => city.Read<MortgagePage>(PageKeys.Mortgage(Id))!;

    /// <summary>What it secures, as it is now.</summary>
    public MortgageTermsInput Terms => new()
    {
        Mode = MortgageMode.General,
        Amount = Yuan.Of(Amount),
        TermFirstDay = From,
        TermLastDay = Day.Parse(From).AddYears(30).ToString(),
        Scope = 1,
        TransferRestricted = Restricted,
    };

    /// <summary>The bank signs (签订抵押合同).</summary>
    public SignMortgageContractAct Sign()
    {
        From = city.Today;
        return new()
        {
            Mortgage = Id,
            Terms = Terms,
            SigningDate = city.Today,
            Units = { Units.Select(ContractUnit) },
            Mortgagors = { Mortgagors },
            Debtors = { Mortgagors },
            Object = MortgageObject.LandAndBuilding,
            PaysFor = PaysFor,
            Document = ScenarioCity.Papers(),
        };
    }

    /// <summary>The registry registers it (抵押权首次登记), at the next rank of its holding.</summary>
    public RegisterMortgageRequest Register(CaseFile file) => new()
    {
        Recording = file.At(city.NowMs),
        Mortgage = Id,
        Terms = Terms,
        Certificate = city.Proof(),
        Units = { Units.Select(unit => Recorded(file, unit, FlowCode.M1).With(row => row.Rank = (uint)RowsBefore(unit) + 1)) },
        Object = MortgageObject.LandAndBuilding,
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The bank pays the loan out (放款).</summary>
    public DisburseLoanAct Disburse() => new() { Mortgage = Id, Amount = Yuan.Of(Amount), Date = city.Today, Document = ScenarioCity.Papers() };

    /// <summary>The bank releases it, or some of its units (解除).</summary>
    public ReleaseAct Release(params string[] units) => new()
    {
        Mortgage = Id,
        Reason = ReleaseReason.Settled,
        Date = city.Today,
        UnitCodes = { units },
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The bank takes its release back.</summary>
    public WithdrawReleaseAct Unrelease()
        => new() { Mortgage = Id, Date = city.Today, Reason = "NOT_SETTLED", Document = ScenarioCity.Papers() };

    /// <summary>The registry cancels it (抵押权注销登记).</summary>
    public CancelMortgageRequest Cancel(CaseFile file, CancellationGround ground = CancellationGround.Released) => new()
    {
        Recording = file.At(city.NowMs),
        Mortgage = Id,
        Certificate = new CertificateInput { Number = Page.Certificate?.Number ?? city.Proof() },
        Units = { Page.Units.Select(unit => new UnitBusinessInput { UnitCode = unit.UnitCode, BusinessNumber = file.Business(unit.UnitCode, FlowCode.M9) }) },
        Ground = ground,
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The bank consents to a sale with its mortgage on the unit.</summary>
    public ConsentAct Consent(Sale sale)
        => new() { Mortgage = Id, ContractNumber = sale.Number, Date = city.Today, Document = ScenarioCity.Papers() };

    /// <summary>The bank consents to something else.</summary>
    public ConsentAct Consent(ConsentSubject subject, string number = "", MortgageId? of = null)
        => new() { Mortgage = Id, Subject = subject, Number = number, Of = of, Date = city.Today, Document = ScenarioCity.Papers() };

    /// <summary>The registry tells the bank of a sale.</summary>
    public NotifyMortgageeRequest Notify(Sale sale)
        => new() { Mortgage = Id, ContractNumber = sale.Number, Date = city.Today, Document = ScenarioCity.Papers() };

    /// <summary>A bank agrees on a change, or accepts what another one agreed on.</summary>
    public AgreeMortgageChangeAct Agree(MortgageChangeKind kind) => new()
    {
        Mortgage = Id,
        Kind = kind,
        Date = city.Today,
        Terms = kind is MortgageChangeKind.Amount or MortgageChangeKind.Term ? Terms : null,
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The registry records a change (抵押权变更登记): of every unit unless some are named.</summary>
    public ChangeMortgageRequest Change(CaseFile file, MortgageChangeKind what, FlowCode flow, params string[] units) => new()
    {
        Recording = file.At(city.NowMs),
        Mortgage = Id,
        What = what,
        Terms = what is MortgageChangeKind.Amount or MortgageChangeKind.Term ? Terms : null,
        Certificate = city.Proof(),
        Units = { (units.Length > 0 ? units : Units).Select(unit => new MortgageUnitInput { UnitCode = unit, BusinessNumber = file.Business(unit, flow) }) },
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The registry transfers it to another bank (抵押权转移登记).</summary>
    public TransferMortgageRequest Assign(CaseFile file, MortgageId to) => new()
    {
        Recording = file.At(city.NowMs),
        Mortgage = Id,
        Assignee = to,
        Certificate = city.Proof(),
        Units = { Units.Select(unit => new UnitBusinessInput { UnitCode = unit, BusinessNumber = file.Business(unit, FlowCode.M6) }) },
        Document = ScenarioCity.Papers(),
    };

    /// <summary>Its advance notice (抵押权预告登记).</summary>
    public EnterAdvanceNoticeRequest Notice(CaseFile file, AdvanceNoticeKind kind) => new()
    {
        Recording = file.At(city.NowMs),
        UnitCode = Units[0],
        BusinessNumber = file.Business(Units[0], kind == AdvanceNoticeKind.PresaleMortgage ? FlowCode.F702 : FlowCode.F703),
        Kind = kind,
        ContractNumber = PaysFor,
        Mortgage = Id,
        Obligors = { Mortgagors },
        Beneficiaries = { People.Bank(Id.Mortgagee) },
        Amount = Yuan.Of(Amount),
        Restricted = Restricted,
        Proof = city.Proof(),
        Document = ScenarioCity.Papers(),
    };

    /// <summary>A case of one of its flows.</summary>
    public CaseFile Case(FlowCode flow, params PartyInput[] applicants)
        => city.Case("", [.. Units.Select(unit => (flow, unit, applicants.Length > 0 ? applicants : Mortgagors))]);

    /// <summary>Signed and registered at once.</summary>
    public async Task RegisteredAsync()
    {
        (await city.DoAsync(bank, [Sign()])).Ok();
        var file = Case(FlowCode.M1);
        (await city.AtOnce(file, Register(file))).Ok();
    }

    /// <summary>Released and cancelled at once.</summary>
    public async Task CancelledAsync()
    {
        (await city.DoAsync(bank, [Release()])).Ok();
        var file = Case(FlowCode.M9);
        (await city.AtOnce(file, Cancel(file))).Ok();
    }

    private MortgageContractUnitInput ContractUnit(string unit) => new() { UnitCode = unit, Share = Share, Holding = { Holding } };

    private MortgageUnitInput Recorded(CaseFile file, string unit, FlowCode flow)
        => new() { UnitCode = unit, BusinessNumber = file.Business(unit, flow), Share = Share, Holding = { Holding } };

    // Mortgages that stand before it on the same holding.
    private int RowsBefore(string unit) => city.Encumbrances(unit).Mortgages
        .Count(row => row.Holding.Count == 0 || Holding.Length == 0 || row.Holding.Any(held => Holding.Contains(city.Named(held, unit))));
}
