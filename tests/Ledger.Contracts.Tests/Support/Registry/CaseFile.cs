using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// One case of the registry from its acceptance to its archive, step by step and with enrolled staff; the counter is closed.
/// Every step is valid as it comes; a test changes one thing in the event before it is submitted.
/// </summary>
internal sealed class CaseFile : IDisposable
{
    /// <summary>The town that accepts.</summary>
    public const uint Humen = 441900121;

    /// <summary>The town that executes.</summary>
    public const uint Changan = 441900119;

    private readonly ECDsa key = Counter.KeyOfReviewer();

    /// <summary>A case about the first registration of a flat.</summary>
    /// <param name="sale">Opens the flat.</param>
    public CaseFile(SaleCase? sale = null)
    {
        Sale = sale ?? new(TestLedger.Two());
        Ledger.Counter.Open = false;
        Flows = [Flow(FlowCode.F102, SaleCase.Flat, 1)];
    }

    /// <summary>The flat and its papers.</summary>
    public SaleCase Sale { get; }

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => Sale.Ledger;

    /// <summary>Day of acceptance; the Friday before the Spring Festival unless set.</summary>
    public Day Accepted { get; set; } = Day.Of(2026, 2, 13);

    /// <summary>The case's serial that day.</summary>
    public int Serial { get; set; } = 1;

    /// <summary>What it is accepted for.</summary>
    public List<CaseFlow> Flows { get; set; }

    /// <summary>The ledger for which reviewer and approver sign.</summary>
    public string Origin { get; set; } = TestLedger.Origin;

    /// <summary>Contract or instrument it rests on.</summary>
    public string Basis { get; set; } = "";

    /// <summary>Who applies for each unit.</summary>
    public List<TestParty> Applicants { get; set; } = [TestParty.An];

    /// <summary>Its number.</summary>
    public string Number => $"{Accepted.Number}{Serial:D4}";

    /// <summary>Its page.</summary>
    public CasePage Page => Ledger.Read<CasePage>(PageKeys.Case(Number))!;

    /// <summary>State on its page.</summary>
    public CaseState State => Page.State;

    /// <summary>Who reviews.</summary>
    public static ByteString Reviewer => Counter.Reviewer;

    /// <summary>Who approves exceptions.</summary>
    public static ByteString Approver { get; } = Acts.Bytes(6);

    /// <summary>A registration of the case.</summary>
    public CaseFlow Flow(FlowCode flow, string unit, int serial)
        => new() { Flow = flow, UnitCode = unit, BusinessNumber = $"{Accepted.Number}{(Serial * 100) + serial:D6}" };

    /// <summary>Moves the clock to an instant of a day in UTC+8.</summary>
    public CaseFile At(Day day, int hour = 10)
    {
        Ledger.TimeMs = (ulong)day.StartMilliseconds + ((ulong)hour * 3_600_000);
        return this;
    }

    /// <summary>Enrols operator, reviewer and approver, as far as the counter has not done so when it was open.</summary>
    public CaseFile Enrol()
    {
        if (Ledger.Read<StaffPage>(PageKeys.Staff(Members.Registration.CreditCode, Counter.Operator.Span)) is null)
        {
            Ledger.Submit(Members.Registration, Enrolment(Counter.Operator, StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue)).Accept();
            Ledger.Submit(Members.Registration, Enrolment(Reviewer, StaffDuty.Review)).Accept();
        }

        Ledger.Submit(Members.Registration, Enrolment(Approver, StaffDuty.Approve)).Accept();
        return this;
    }

    /// <summary>The enrolment of an operator; who reviews has the key of the case file.</summary>
    public StaffEnrolled Enrolment(ByteString fingerprint, params StaffDuty[] duties)
    {
        var e = new StaffEnrolled { Act = Acts.Of(), Fingerprint = fingerprint, Town = Changan, From = 20200101, Until = 20300101 };
        e.Duties.AddRange(duties.Order());
        if (duties.Any(static duty => duty is StaffDuty.Review or StaffDuty.Approve))
            e.PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo());
        return e;
    }

    /// <summary>Enrols the staff and accepts the case on its day.</summary>
    public CaseFile Open()
    {
        At(Accepted, 8).Enrol();
        Ledger.Submit(Members.Registration, At(Accepted).Application()).Accept();
        return this;
    }

    /// <summary>Opens the case and has it reviewed.</summary>
    public CaseFile ToReviewed()
    {
        Open();
        Ledger.Submit(Members.Registration, Review()).Accept();
        return this;
    }

    /// <summary>The acceptance, at the ledger's clock.</summary>
    public ApplicationAccepted Application(Action<ApplicationAccepted>? change = null)
    {
        var e = new ApplicationAccepted
        {
            Act = Acts.Of(),
            AcceptanceNumber = Number,
            AcceptanceMs = Ledger.TimeMs,
            Town = Humen,
            ExecutingTown = Changan,
            Basis = Basis,
            Channel = CaseChannel.Counter,
            Part = 1,
            Parts = 1,
        };
        e.Flows.AddRange(Flows.Select(flow => flow.Clone()).OrderBy(flow => flow.UnitCode, StringComparer.Ordinal).ThenBy(flow => flow.Flow));
        e.Applicants.AddRange(ApplicantsByUnit());
        change?.Invoke(e);
        return e;
    }

    /// <summary>The request for a supplement.</summary>
    public SupplementRequested Supplement(Day? date = null)
        => new() { Act = Acts.Of(), AcceptanceNumber = Number, Date = On(date), Missing = { "MARRIAGE_PROOF" } };

    /// <summary>The case goes on.</summary>
    public CaseResumed Resume(ResumeGround ground = ResumeGround.Supplemented, Day? date = null)
        => new() { Act = Acts.Of(), AcceptanceNumber = Number, Date = On(date), Ground = ground };

    /// <summary>The hand-over.</summary>
    public CaseHandedOver HandOver(uint to = Humen, HandOverStep step = HandOverStep.Review)
        => new() { Act = Acts.Of(), AcceptanceNumber = Number, Date = On(null), FromTown = Page.ExecutingTown, ToTown = to, Step = step };

    /// <summary>A public notice.</summary>
    public PublicNoticePosted Notice(PublicNoticeKind kind, Day lastDay, Day? posted = null, Action<PublicNoticePosted>? change = null)
    {
        var e = new PublicNoticePosted
        {
            Act = Acts.Of(),
            AcceptanceNumber = Number,
            Kind = kind,
            Posted = On(posted),
            Until = lastDay.AddDays(1).Number,
            Units = { SaleCase.Flat },
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>The review, by the reviewer unless another is named.</summary>
    public CaseReviewed Review(Action<CaseReviewed>? change = null, ByteString? by = null)
    {
        var e = new CaseReviewed
        {
            Act = Acts.Of(),
            AcceptanceNumber = Number,
            Date = On(null),
            Reviewer = by ?? Reviewer,
            Result = ReviewResult.Pass,
            Step = 1,
        };
        e.Act.Operator = e.Reviewer;
        change?.Invoke(e);
        return e;
    }

    /// <summary>The suspension.</summary>
    public CaseSuspended Suspend(SuspensionGround ground = SuspensionGround.Dispute)
        => new() { Act = Acts.Of(), AcceptanceNumber = Number, Date = On(null), Ground = ground };

    /// <summary>The withdrawal by all applicants.</summary>
    public CaseWithdrawn Withdraw(Action<CaseWithdrawn>? change = null)
    {
        var e = new CaseWithdrawn { Act = Acts.Of(), AcceptanceNumber = Number, Date = On(null) };
        e.Applicants.AddRange(ApplicantsByUnit());
        change?.Invoke(e);
        return e;
    }

    /// <summary>The refusal.</summary>
    public CaseRefused Refuse(RefusalGround ground = RefusalGround.Unlawful)
        => new() { Act = Acts.Of(), AcceptanceNumber = Number, Date = On(null), Ground = ground };

    /// <summary>The archiving.</summary>
    public CaseArchived Archive() => new() { Act = Acts.Of(), AcceptanceNumber = Number, Date = On(null), VolumeRoot = Acts.Bytes(8) };

    /// <summary>The recording of the case's first registration, in the book at the ledger's clock.</summary>
    public FirstRegistered Registration(Action<FirstRegistered>? change = null)
        => Sale.FirstRegistration(SaleCase.Flat, e =>
        {
            e.Recording = Recording();
            Date(e.Opening);
            e.Opening.BusinessNumber = Flows[0].BusinessNumber;
            change?.Invoke(e);
        });

    /// <summary>Gives the owners certificates of the year of the case.</summary>
    public void Date(Opening opening)
    {
        foreach (var owner in opening.Owners)
            owner.Certificate = Sale.Certificate(Accepted.Year);
    }

    /// <summary>Acceptance and recording, at the ledger's clock.</summary>
    public Recording Recording() => new()
    {
        AcceptanceNumber = Number,
        AcceptanceTimeMs = Page.AcceptanceMs,
        RecordingDate = Day.At(Ledger.TimeMs).Number,
        Recorder = Acts.Bytes(4),
        RecordingMs = Ledger.TimeMs,
        Reviewer = Reviewer,
        Town = Page.ExecutingTown,
    };

    /// <summary>An exception for an event of the case, approved and signed.</summary>
    public ExceptionApproved Exception(
        string rule, string @event, string subject, Action<ExceptionApproved>? change = null, Action<ExceptionApproved>? after = null)
    {
        var e = new ExceptionApproved
        {
            Act = Acts.Of(),
            Number = $"EX{Accepted.Number}{Serial:D4}",
            Rule = rule,
            Event = @event,
            Subject = subject,
            Ground = "COURT_NOTICE",
            Approver = Approver,
            Until = Day.At(Ledger.TimeMs).AddDays(30).Number,
        };
        change?.Invoke(e);
        e.Signature = Sign(e);
        after?.Invoke(e);
        return e;
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private ByteString Sign(ExceptionApproved e) => ByteString.CopyFrom(new EcdsaSigner(key).SignDigest(ExceptionSignature.Hash(Origin, e)));

    /// <summary>The review that the reviewer signed for the acceptor to submit, of the case as it is accepted by an event.</summary>
    public CaseReviewed Signed(ApplicationAccepted accepted, Action<CaseReviewed>? change = null)
    {
        var e = Review(change);
        e.Act.Operator = accepted.Act.Operator;
        e.Signature = ByteString.CopyFrom(
            new EcdsaSigner(key).SignDigest(ReviewSignature.Hash(Origin, accepted, accepted.Act.Operator.Span, e)));
        return e;
    }

    private List<UnitApplicants> ApplicantsByUnit()
        => [.. Flows.Select(flow => flow.UnitCode).Distinct().Order(StringComparer.Ordinal).Select(unit =>
        {
            var row = new UnitApplicants { UnitCode = unit };
            row.Parties.AddRange(Applicants.Select(party => party.At(unit)).Order(Comparer<Party>.Create(PartyOrder.Compare)));
            return row;
        })];

    private uint On(Day? day) => (day ?? Day.At(Ledger.TimeMs)).Number;
}
