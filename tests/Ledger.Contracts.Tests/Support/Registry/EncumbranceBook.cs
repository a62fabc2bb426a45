using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Notices, objections, use rights and locks of one unit under profile 2. Every step is valid as it comes, on the unit of a
/// <see cref="SaleCase"/> that An owns, and is accepted and recorded when the ledger's clock shows; a test changes one thing.
/// </summary>
/// <param name="sale">The unit, opened.</param>
public sealed class EncumbranceBook(SaleCase sale)
{
    /// <summary>An authority.</summary>
    public const string Office = "11441900000000019Y";

    private int serial = 7_000;

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => sale.Ledger;

    /// <summary>The unit.</summary>
    public string Unit { get; set; } = SaleCase.Flat;

    /// <summary>Its encumbrance page.</summary>
    public EncumbrancePage Page => Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(Unit))!;

    private Day Today => Day.At(Ledger.TimeMs);

    /// <summary>Moves the clock to an instant of a day in UTC+8.</summary>
    public EncumbranceBook At(Day day, int hour = 10)
    {
        Ledger.TimeMs = (ulong)day.StartMilliseconds + ((ulong)hour * 3_600_000);
        return this;
    }

    /// <summary>Submits acts in one envelope of the registration department.</summary>
    public Outcome Submit(params Google.Protobuf.IMessage[] acts) => Ledger.Submit(Members.Registration, acts);

    /// <summary>An objection by Bo.</summary>
    public ObjectionEntered Objection(string ground = "WRONG_OWNER", Action<ObjectionEntered>? change = null)
    {
        var e = new ObjectionEntered
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = Business(),
            Applicant = TestParty.Bo.At(Unit),
            Ground = ground,
            Date = Today.Number,
            Proof = Proof(),
            Epoch = 1,
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>The suit on it, filed and received now.</summary>
    public ObjectionSuitFiled Suit(string ground = "WRONG_OWNER", Action<ObjectionSuitFiled>? change = null)
    {
        var e = new ObjectionSuitFiled
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = Business(),
            Applicant = TestParty.Bo.At(Unit),
            Ground = ground,
            Court = SeizureBook.Court,
            DocumentNumber = "（2021）粤1971民初99号",
            Filed = Today.Number,
            ReceivedMs = Ledger.TimeMs,
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>The end of it.</summary>
    public ObjectionCancelled ObjectionEnd(string ground = "WRONG_OWNER") => new()
    {
        Act = Acts.Of(),
        Recording = Recording(),
        UnitCode = Unit,
        BusinessNumber = Business(),
        Applicant = TestParty.Bo.At(Unit),
        Ground = ground,
        Cancellation = ObjectionCancellation.Applicant,
    };

    /// <summary>A notice of the sale's contract.</summary>
    public AdvanceNoticeEntered Notice(AdvanceNoticeKind kind = AdvanceNoticeKind.OtherSale, Action<AdvanceNoticeEntered>? change = null)
    {
        var e = new AdvanceNoticeEntered
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = Business(),
            Kind = kind,
            Basis = sale.Number,
            AmountFen = sale.Price,
            Proof = Proof(),
            Epoch = 1,
        };
        e.Obligors.AddRange(sale.Owners.Select(owner => owner.Party.At(Unit)).Order(Comparer<Party>.Create(PartyOrder.Compare)));
        e.Beneficiaries.AddRange(sale.Buyers.Select(buyer => buyer.Party.At(Unit)).Order(Comparer<Party>.Create(PartyOrder.Compare)));
        change?.Invoke(e);
        return e;
    }

    /// <summary>A notice of a mortgage that the buyers, or whoever signed it, grant.</summary>
    public AdvanceNoticeEntered MortgageNotice(MortgagePage mortgage, AdvanceNoticeKind kind, Action<AdvanceNoticeEntered>? change = null)
        => Notice(kind, e =>
        {
            e.Mortgage = mortgage.Id;
            e.AmountFen = mortgage.Terms.AmountFen;
            e.Restricted = mortgage.Terms.TransferRestricted;
            e.Obligors.Clear();
            e.Obligors.AddRange(mortgage.Mortgagors.Select(party => party.At(0)).Order(Comparer<Party>.Create(PartyOrder.Compare)));
            e.Beneficiaries.Clear();
            e.Beneficiaries.Add(new TestParty(IdentityClass.CreditCode, mortgage.Id.Mortgagee).At(Unit));
            change?.Invoke(e);
        });

    /// <summary>The end of a notice.</summary>
    public AdvanceNoticeCancelled NoticeEnd(CertificateId proof, AdvanceNoticeCancellation ground = AdvanceNoticeCancellation.Beneficiary) => new()
    {
        Act = Acts.Of(),
        Recording = Recording(),
        UnitCode = Unit,
        BusinessNumber = Business(),
        Proof = proof,
        Ground = ground,
    };

    /// <summary>A right of residence of Chen, for life.</summary>
    public ResidenceRightRegistered Residence(Action<ResidenceRightRegistered>? change = null)
    {
        var e = new ResidenceRightRegistered
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = Business(),
            Scope = ResidenceScope.Whole,
            From = Today.Number,
            By = ResidenceOrigin.Contract,
            Proof = Proof(),
            Epoch = 1,
        };
        e.Holders.Add(TestParty.Chen.At(Unit));
        change?.Invoke(e);
        return e;
    }

    /// <summary>The end of a right of residence.</summary>
    public ResidenceRightCancelled ResidenceEnd(CertificateId proof, ResidenceCancellation ground) => new()
    {
        Act = Acts.Of(),
        Recording = Recording(),
        UnitCode = Unit,
        BusinessNumber = Business(),
        Proof = proof,
        Ground = ground,
    };

    /// <summary>An easement of the garage over the flat.</summary>
    public EasementRegistered Easement(Action<EasementRegistered>? change = null)
    {
        var e = new EasementRegistered
        {
            Act = Acts.Of(),
            Recording = Recording(),
            Servient = new() { UnitCode = SaleCase.Flat, BusinessNumber = Business(), Holders = { TestParty.An.At(SaleCase.Flat) }, Epoch = 1 },
            Dominant = new() { UnitCode = SaleCase.Garage, BusinessNumber = Business(), Holders = { TestParty.An.At(SaleCase.Garage) }, Epoch = 1 },
            Purpose = "WAY",
            From = Today.Number,
            Until = Today.AddYears(20).Number,
            Proof = Proof(),
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>The end of an easement.</summary>
    public EasementCancelled EasementEnd(CertificateId proof, EasementCancellation ground = EasementCancellation.Waiver) => new()
    {
        Act = Acts.Of(),
        Recording = Recording(),
        Servient = new() { UnitCode = SaleCase.Flat, BusinessNumber = Business() },
        Dominant = new() { UnitCode = SaleCase.Garage, BusinessNumber = Business() },
        Proof = proof,
        Ground = ground,
    };

    /// <summary>A lock until it is removed.</summary>
    public LockPlaced Lock(string document = "东府征字〔2021〕12号", Action<LockPlaced>? change = null)
    {
        var e = new LockPlaced
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = Business(),
            Kind = LockKind.IllegalBuilding,
            Authority = Office,
            DocumentNumber = document,
            From = Today.Number,
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>The removal of a lock.</summary>
    public LockRemoved Unlock(string document = "东府征字〔2021〕12号", string authority = Office) => new()
    {
        Act = Acts.Of(),
        Recording = Recording(),
        UnitCode = Unit,
        BusinessNumber = Business(),
        Authority = authority,
        DocumentNumber = document,
        ReleaseDocumentNumber = "东府征字〔2021〕13号",
        Date = Today.Number,
    };

    /// <summary>A recording now.</summary>
    public Recording Recording()
    {
        var recording = Acts.Recorded(Today, Today, ++serial);
        (recording.AcceptanceTimeMs, recording.RecordingMs) = (Ledger.TimeMs, Ledger.TimeMs);
        return recording;
    }

    /// <summary>A new business number.</summary>
    public string Business() => $"{Today.Number}{++serial:D6}";

    /// <summary>A new proof of this year.</summary>
    public CertificateId Proof() => new() { Number = $"粤（{Today.Year}）东莞不动产证明第{++serial:D7}号" };
}
