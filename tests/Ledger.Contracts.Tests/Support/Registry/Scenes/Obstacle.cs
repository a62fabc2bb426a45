using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>One thing that may stand on a unit, its parcel or its desk, or be missing: what a column of the severity matrix asks for.</summary>
/// <param name="Column">The column that asks for it.</param>
/// <param name="Name">What it is.</param>
/// <param name="Put">Puts it in the way of an act.</param>
internal sealed record Obstacle(MatrixColumn Column, string Name, Action<SceneAct> Put)
{
    /// <summary>The mortgage: of a bank that has nothing to do with the act.</summary>
    public static readonly MortgageId Loan = new() { Mortgagee = Members.BankB.CreditCode, ContractNumber = "DY-2020-000099" };

    /// <summary>The contract with a third.</summary>
    public const string Deal = "441900B20060000099";

    /// <summary>The seizing document.</summary>
    public const string Document = "（2020）粤1971执保999号";

    private const string LockDocument = "东府征字〔2020〕99号";

    private static readonly ulong Before = (ulong)Day.Of(2020, 6, 1).StartMilliseconds;

    // Nobody of the scenes.
    private static TestParty Third => TestParty.Dai;

    /// <summary>At least one for every column.</summary>
    public static IReadOnlyList<Obstacle> All { get; } =
    [
        new(MatrixColumn.S, "seizure", static act => Seize(act, act.Scene.Unit, SeizureKind.Seizure, act.Scene.Owner)),
        new(MatrixColumn.P, "pre-seizure", static act => Seize(
            act, act.Scene.Unit, SeizureKind.PreSeizure, act.Scene.Flow is FlowCode.K4 or FlowCode.F704 ? act.Scene.Taker : Third)),
        new(MatrixColumn.P, "taker's pre-seizure", static act => Seize(act, act.Scene.Unit, SeizureKind.PreSeizure, act.Scene.Taker)),
        new(MatrixColumn.P, "another's pre-seizure", static act => Seize(act, act.Scene.Unit, SeizureKind.PreSeizure, Third)),
        new(MatrixColumn.L, "owner's parcel seized", static act => Seize(act, ParcelOf(act), SeizureKind.Seizure, act.Scene.Owner)),
        new(MatrixColumn.L, "another's parcel seized", static act => Seize(act, ParcelOf(act), SeizureKind.Seizure, Stranger(act))),
        new(MatrixColumn.M, "mortgage", static act => Mortgage(act, act.Scene.Unit, MortgageObject.LandAndBuilding)),
        new(MatrixColumn.B, "land mortgage", static act => Mortgage(act, ParcelOf(act), MortgageObject.Land)),
        new(MatrixColumn.B, "construction mortgage", static act => Mortgage(act, ParcelOf(act), MortgageObject.Construction)),
        new(MatrixColumn.N, "notice", static act => Encumber(act, act.Scene.Unit, page => page.Notices.Add(Notice(act)))),
        new(MatrixColumn.O, "objection", static act => Encumber(act, act.Scene.Unit, static page => page.Objections.Add(new ObjectionRow
        {
            Applicant = Third.At(page.UnitCode),
            Ground = "WRONG_OWNER",
            Proof = Proof(2),
            Entered = 20210401,
            SuitFiled = 20210405,
            RecordingMs = Before,
        }))),
        new(MatrixColumn.H, "residence", static act => Encumber(act, act.Scene.Unit, static page => page.Residences.Add(new ResidenceRow
        {
            Holders = { Third.At(page.UnitCode) },
            Scope = ResidenceScope.Whole,
            From = 20200601,
            By = ResidenceOrigin.Contract,
            Proof = Proof(3),
            RecordingMs = Before,
        }))),
        new(MatrixColumn.E, "easement", static act => Encumber(act, act.Scene.Unit, static page => page.Easements.Add(new EasementRow
        {
            Side = EasementSide.Servient,
            OtherUnit = "441900004001GB00012F00090009",
            Purpose = "WAY",
            From = 20200601,
            Until = 20400601,
            Proof = Proof(4),
            RecordingMs = Before,
        }))),
        new(MatrixColumn.K, "lock", static act => Encumber(act, act.Scene.Unit, static page => page.Locks.Add(Lock()))),
        new(MatrixColumn.K, "lock of the parcel", static act => Encumber(act, ParcelOf(act), static page => page.Locks.Add(Lock()))),
        new(MatrixColumn.C, "correction", static act => OnDesk(act, static desk => desk.Correction = "202104010099")),
        new(MatrixColumn.J, "other case", static act => OnDesk(act, static desk => desk.Cases.Add(new DeskCase
        {
            AcceptanceNumber = "202104010099",
            AcceptanceMs = Before,
            Flows = { FlowCode.F310 },
        }))),
        new(MatrixColumn.D, "another's contract", static act => Contract(act)),
        new(MatrixColumn.T, "taxes not cleared", static act => act.Ledger.Remove(PageKeys.Tax(act.Scene.Basis))),
        new(MatrixColumn.F, "funds missing or held", static act => Funds(act)),
    ];

    /// <summary>The restriction that an exception of it names.</summary>
    public string Restriction => Column switch
    {
        MatrixColumn.S or MatrixColumn.P or MatrixColumn.L => Document,
        MatrixColumn.K => LockDocument,
        MatrixColumn.N => Proof(1).Number,
        MatrixColumn.D => Deal,
        MatrixColumn.M => Labels.Mortgage(Loan),
        _ => "",
    };

    /// <summary>Whether it cannot be put in the way of an act at all.</summary>
    public bool IsImpossible(SceneAct act) => Column switch
    {
        MatrixColumn.L or MatrixColumn.B => UnitCode.Parse(act.Scene.Unit).IsParcel,
        MatrixColumn.K => Name == "lock of the parcel" && UnitCode.Parse(act.Scene.Unit).IsParcel,

        // A desk holds one correction at a time: the act's own.
        MatrixColumn.C => act.Scene.Flow is FlowCode.F510 or FlowCode.F511,

        // Nothing is owed, or supervised, where there is no basis.
        MatrixColumn.T => act.Ledger.Read<TaxPage>(PageKeys.Tax(act.Scene.Basis.Length > 0 ? act.Scene.Basis : "-")) is null,
        MatrixColumn.F => act.Scene.Basis.Length == 0 || act.Ledger.Read<ContractPage>(PageKeys.Contract(act.Scene.Basis)) is null,
        _ => false,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Column} {Name}";

    private static string ParcelOf(SceneAct act) => UnitCode.Parse(act.Scene.Unit).ParcelUnit.ToString();

    // An organisation stands in clear; of a person nobody can tell under the parcel who it is.
    private static TestParty Stranger(SceneAct act) => act.Scene.Owner.IsOrganisation ? Third : TestParty.Developer;

    private static CertificateId Proof(int number) => new() { Number = $"粤（2020）东莞不动产证明第800000{number}号" };

    private static LockRow Lock() => new()
    {
        Kind = LockKind.IllegalBuilding,
        Authority = EncumbranceBook.Office,
        DocumentNumber = LockDocument,
        From = 20200601,
        RecordingMs = Before,
    };

    private static void Seize(SceneAct act, string unit, SeizureKind kind, TestParty debtor) => Encumber(act, unit, page =>
    {
        var row = Encumbrances.Seizure(Document, start: Day.Of(2020, 6, 1));
        row.Kind = kind;
        row.Debtors.Add(debtor.At(unit));
        page.Seizures.Add(row);
    });

    private static void Mortgage(SceneAct act, string unit, MortgageObject kind)
    {
        var terms = new MortgageTerms
        {
            Mode = MortgageMode.General,
            AmountFen = 1_000_000,
            TermStart = 20210201,
            TermEnd = 20310201,
            Scope = 1,
            TransferRestricted = true,
        };
        Encumber(act, unit, page => page.Mortgages.Add(new MortgageRow
        {
            Id = Loan,
            Terms = terms,
            Rank = (uint)page.Mortgages.Count + 1,
            RecordingDate = 20210202,
            Share = new() { Numerator = 1, Denominator = 1 },
            Units = 1,
            Object = kind,
            RecordingMs = Before,
        }));
        act.Ledger.PutOld(PageKeys.Mortgage(Loan), new MortgagePage
        {
            Id = Loan,
            State = MortgageState.Registered,
            Terms = terms,
            SigningDate = 20210201,
            RecordingDate = 20210202,
            Certificate = Proof(5),
            Object = kind,
            LiveUnits = 1,
            Units = { new MortgageUnit { UnitCode = unit, Share = new() { Numerator = 1, Denominator = 1 }, Epoch = 1 } },
            Mortgagors = { act.Scene.Owner.Across(unit) },
        });
    }

    // The notice of a sale to a third; of what ends a contract its own.
    private static AdvanceNoticeRow Notice(SceneAct act)
    {
        var own = act.Scene.Flow == FlowCode.K4;
        return new()
        {
            Kind = AdvanceNoticeKind.OtherSale,
            Proof = Proof(1),
            Beneficiaries = { (own ? act.Scene.Taker : Third).At(act.Scene.Unit) },
            Obligors = { act.Scene.Owner.At(act.Scene.Unit) },
            Basis = own ? act.Scene.Basis : Deal,
            AmountFen = 1_000_000,
            RecordingMs = Before,
        };
    }

    private static void Contract(SceneAct act)
    {
        var unit = act.Scene.Unit;
        act.Ledger.PutOld(PageKeys.Deal(unit), new DealPage { ContractNumber = Deal, State = ContractState.Filed, Epoch = 1 });
        var page = new ContractPage { ContractNumber = Deal, Kind = ContractKind.Stock, State = ContractState.Filed, SigningDate = 20200601 };
        page.Units.Add(new ContractUnit
        {
            UnitCode = unit,
            Share = new() { Numerator = 1, Denominator = 1 },
            Sellers = { new Stake() },
            Buyers = { new Stake() },
        });
        page.Sellers.Add(act.Scene.Owner.Across(unit));
        page.Buyers.Add(Third.Across(unit));
        act.Ledger.PutOld(PageKeys.Contract(Deal), page);
    }

    // The act's own contract is supervised: nothing has arrived before it is fulfilled, and something is held when it ends.
    private static void Funds(SceneAct act)
    {
        const string Agreement = "202105120099";
        var contract = act.Ledger.Read<ContractPage>(PageKeys.Contract(act.Scene.Basis))!;
        (contract.Supervised, contract.SupervisionNumber) = (true, Agreement);
        act.Ledger.PutOld(PageKeys.Contract(contract.ContractNumber), contract);
        act.Ledger.PutOld(PageKeys.Fund(Agreement), new FundPage
        {
            AgreementNumber = Agreement,
            ContractNumber = contract.ContractNumber,
            Bank = Members.BankA.CreditCode,
            RequiredFen = 1_000_000,
            ArrivedFen = act.Scene.Flow == FlowCode.K4 ? 1_000_000ul : 0,
            State = FundState.Open,
            Date = 20210512,
        });
    }

    private static void Encumber(SceneAct act, string unit, Action<EncumbrancePage> change)
    {
        var key = PageKeys.Encumbrances(unit);
        var page = act.Ledger.Read<EncumbrancePage>(key) ?? new EncumbrancePage { UnitCode = unit, Origin = Origin.NotOpened, Epoch = 1 };
        change(page);
        act.Ledger.PutOld(key, page);
    }

    private static void OnDesk(SceneAct act, Action<DeskPage> change)
    {
        var key = PageKeys.Desk(act.Scene.Unit);
        var page = act.Ledger.Read<DeskPage>(key) ?? new DeskPage { UnitCode = act.Scene.Unit };
        change(page);
        act.Ledger.PutOld(key, page);
    }
}
