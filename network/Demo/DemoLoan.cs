using Ledger.V1;
using static Ledger.Network.DemoPaper;

namespace Ledger.Network;

/// <summary>The loan of one buyer on one unit, from the bank's contract to the cancellation.</summary>
/// <param name="numbers">Numbers of the papers.</param>
/// <param name="bank">Credit code of the bank.</param>
/// <param name="unit">The unit.</param>
/// <param name="buyer">Who borrows.</param>
/// <param name="contract">The sale that it pays for.</param>
internal sealed class DemoLoan(DemoNumbers numbers, string bank, string unit, PartyInput buyer, string contract)
{
    private const decimal Amount = 700_000;

    private readonly string proof = numbers.Proof();

    /// <summary>How it is named on the ledger.</summary>
    public MortgageId Id { get; } = new() { Mortgagee = bank, ContractNumber = numbers.Office("DY") };

    /// <summary>抵押合同</summary>
    public SignMortgageContractAct Sign() => new()
    {
        Mortgage = Id,
        Terms = Terms(),
        SigningDate = numbers.Today,
        Units = { new MortgageContractUnitInput { UnitCode = unit, Share = "1/1" } },
        Mortgagors = { buyer },
        Debtors = { buyer },
        Object = MortgageObject.LandAndBuilding,
        PaysFor = contract,
        Document = Of("main-contract.number", "JK-DEMO-0001"),
    };

    /// <summary>抵押权首次登记</summary>
    /// <param name="recording">Acceptance and recording.</param>
    /// <param name="business">Business number.</param>
    /// <param name="converts">Proof of the advance notice that becomes this mortgage; empty for none.</param>
    public RegisterMortgageRequest Register(RecordingInput recording, string business, string converts = "") => new()
    {
        Recording = recording,
        Mortgage = Id,
        Terms = Terms(),
        Certificate = proof,
        Units = { new MortgageUnitInput { UnitCode = unit, BusinessNumber = business, Rank = 1, Share = "1/1", Converts = converts } },
        Object = MortgageObject.LandAndBuilding,
        Document = Of("application.form", "不动产登记申请书（抵押）"),
    };

    /// <summary>放款</summary>
    public DisburseLoanAct Disburse() => new() { Mortgage = Id, Amount = Yuan(Amount), Date = numbers.Today, Document = Of("voucher", "放款凭证") };

    /// <summary>抵押预告</summary>
    public EnterAdvanceNoticeRequest Notice(RecordingInput recording, string business, string notice) => new()
    {
        Recording = recording,
        UnitCode = unit,
        BusinessNumber = business,
        Kind = AdvanceNoticeKind.PresaleMortgage,
        ContractNumber = contract,
        Mortgage = Id,
        Obligors = { buyer },
        Beneficiaries = { new PartyInput { DocumentType = 8, DocumentNumber = bank, Name = "示例银行" } },
        Amount = Yuan(Amount),
        Proof = notice,
        Document = Of("application.form", "不动产登记申请书（预告）"),
    };

    /// <summary>解除</summary>
    public ReleaseAct Release()
        => new() { Mortgage = Id, Reason = ReleaseReason.Settled, Date = numbers.Today, Document = Of("settlement.proof", "贷款结清证明") };

    /// <summary>注销</summary>
    public CancelMortgageRequest Cancel(RecordingInput recording, string business) => new()
    {
        Recording = recording,
        Mortgage = Id,
        Certificate = new CertificateInput { Number = proof },
        Units = { new UnitBusinessInput { UnitCode = unit, BusinessNumber = business } },
        Document = Of("application.form", "不动产登记申请书（注销）"),
    };

    /// <summary>The bank asks about its own collateral.</summary>
    public CheckRequest CheckAsMortgagee(ulong expiresMs)
        => new() { UnitCode = unit, Purpose = CheckPurpose.LoanManagement, Mortgagee = Id, ExpiresMs = expiresMs };

    /// <summary>The bank asks with the owner's authorisation.</summary>
    public CheckRequest CheckWithAuthorisation(ulong expiresMs) => new()
    {
        UnitCode = unit,
        Purpose = CheckPurpose.LoanApplication,
        Authorisation = new OwnerAuthorisation
        {
            Number = "SQ-DEMO-0001",
            Owner = buyer,
            DocumentSha256 = Hash("授权书"),
            AllowLien = true,
            ValidTo = numbers.In(30),
        },
        ExpiresMs = expiresMs,
    };

    private MortgageTermsInput Terms() => new()
    {
        Mode = MortgageMode.General,
        Amount = Yuan(Amount),
        TermFirstDay = numbers.Today,
        TermLastDay = numbers.In(365 * 20),
        Scope = 1,
    };
}
