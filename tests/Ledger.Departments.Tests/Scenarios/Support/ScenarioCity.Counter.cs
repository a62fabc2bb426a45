using System.Globalization;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <content>The registry's counter: staff, cases, and acts on the book that stand on them.</content>
internal sealed partial class ScenarioCity
{
    /// <summary>The town that accepts and records.</summary>
    public string Town => IsLinlan ? "449801001" : "441900119";

    private int serial = 1_000;

    /// <summary>The registry's administrator enrols its staff.</summary>
    public Task EnrolAsync() => EnrolAsync(
        (City["registration"].Operator, [StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue]),
        (Reviewer, [StaffDuty.Review]),
        (Approver, [StaffDuty.Approve]));

    /// <summary>The registry's administrator enrols others.</summary>
    public async Task EnrolAsync(params (TestCertificate Certificate, StaffDuty[] Duties)[] staff)
        => (await Administrator([.. staff.Select(one => Staff(one.Certificate, one.Duties))])).Ok();

    /// <summary>The registry's administrator writes.</summary>
    public Task<ScenarioOutcome> Administrator(params IReadOnlyList<IMessage> acts)
        => AskAsync(new Clerk(City, "registration", City["registration"].Issue("administrator")), "registration", acts);

    /// <summary>The next number of this day: acceptance, business and office numbers count on together.</summary>
    public string Number(string letters = "") => $"{letters}{Day.At(NowMs).Number}{++serial:D4}";

    /// <summary>The next certificate or proof, of this year unless said.</summary>
    public string Certificate(string kind = "不动产权", uint? year = null)
        => $"粤（{year ?? Day.At(NowMs).Number / 10_000}）{Place}{kind}第{++serial:D7}号";

    /// <summary>The next proof of registration.</summary>
    public string Proof() => Certificate("不动产证明");

    /// <summary>The next sale contract's number, of a kind: A of a new home, B of a used one.</summary>
    public string ContractNumber(char kind = 'B')
    {
        var day = Day.At(NowMs).Number;
        return IsLinlan ? $"LL{day / 10_000}{kind}{++serial:D8}" : $"441900{kind}{day / 100 % 10_000:D4}{++serial:D7}";
    }

    /// <summary>The recording of an act that needs no case: accepted and recorded now.</summary>
    public RecordingInput Book()
    {
        var now = NowMs;
        return Recording(now, now);
    }

    /// <summary>The recording of an act in the old book, accepted now.</summary>
    public RecordingInput Book(string recorded) => Recording(NowMs, (ulong)Instant(recorded).ToUnixTimeMilliseconds());

    /// <summary>An application as it would be accepted now, and its review.</summary>
    public CaseFile Case(string basis, params (FlowCode Flow, string Unit, PartyInput[] Applicants)[] flows)
    {
        var application = new AcceptApplicationRequest
        {
            AcceptanceNumber = Number(),
            AcceptanceTimeMs = NowMs,
            Town = Town,
            Basis = basis,
            Channel = CaseChannel.Counter,
            AllAtOnce = flows.Length > 1,
            Document = Papers(),
        };
        foreach (var (flow, unit, applicants) in flows)
        {
            application.Flows.Add(new AcceptedFlowInput { Flow = flow, UnitCode = unit, BusinessNumber = Number() });
            if (application.Applicants.All(known => known.UnitCode != unit))
                application.Applicants.Add(new ApplicantsInput { UnitCode = unit, Parties = { applicants } });
        }

        var file = new CaseFile(
            application.AcceptanceNumber,
            application.AcceptanceTimeMs,
            application,
            new ReviewCaseRequest
            {
                AcceptanceNumber = application.AcceptanceNumber,
                Reviewer = Fingerprint(Reviewer),
                Result = ReviewResult.Pass,
                Document = Papers(),
            });
        return file with { Review = Review(file) };
    }

    /// <summary>A stopped case goes on (恢复办理).</summary>
    public ResumeCaseRequest Resume(CaseFile file, ResumeGround ground)
        => new() { AcceptanceNumber = file.Number, Date = Today, Ground = ground, Document = Papers() };

    /// <summary>All who applied take their application back (撤回).</summary>
    public WithdrawCaseRequest Withdraw(CaseFile file)
        => new() { AcceptanceNumber = file.Number, Date = Today, Applicants = { file.Application.Applicants }, Document = Papers() };

    /// <summary>A case is reviewed today (审核): as its reviewer signed it for the operator to submit.</summary>
    public ReviewCaseRequest Review(CaseFile file)
    {
        var signed = file.Review.Clone().With(review => review.Date = Today);
        var page = new CasePage
        {
            AcceptanceNumber = file.Number,
            AcceptanceMs = file.AcceptedMs,
            Town = uint.Parse(file.Application.Town, CultureInfo.InvariantCulture),
            Basis = file.Application.Basis,
            Acceptor = Fingerprint(City["registration"].Operator),
        };
        page.Flows.AddRange(file.Application.Flows
            .Select(static flow => new CaseFlow { Flow = flow.Flow, UnitCode = flow.UnitCode, BusinessNumber = flow.BusinessNumber })
            .OrderBy(static flow => flow.UnitCode, StringComparer.Ordinal).ThenBy(static flow => flow.Flow)
            .ThenBy(static flow => flow.BusinessNumber, StringComparer.Ordinal));
        var review = new CaseReviewed
        {
            AcceptanceNumber = file.Number,
            Date = Day.Parse(signed.Date).Number,
            Reviewer = signed.Reviewer,
            Result = signed.Result,
            Step = Math.Max(signed.Step, 1),
        };
        signed.Signature = ByteString.CopyFrom(Reviewer.Signer.SignDigest(ReviewSignature.Hash(TestCity.Origin, page, review)));
        return signed;
    }

    /// <summary>Accepts, reviews and records in one envelope (即时办结).</summary>
    public Task<ScenarioOutcome> AtOnce(CaseFile file, params IReadOnlyList<IMessage> acts)
        => DoAsync("registration", [file.Application, file.Review, .. acts]);

    /// <summary>The papers of an act.</summary>
    public static DocumentInput Papers(params (string Rule, string Reason)[] acknowledged)
    {
        var papers = new DocumentInput { Fields = { new V1.DocumentField { Name = "paper", Value = "原件一份" } } };
        papers.Acknowledgements.AddRange(acknowledged.Select(static warning => new AcknowledgementInput { Rule = warning.Rule, Reason = warning.Reason }));
        return papers;
    }

    private RecordingInput Recording(ulong acceptedMs, ulong recordedMs) => new()
    {
        AcceptanceNumber = Number(),
        AcceptanceTimeMs = acceptedMs,
        RecordingTimeMs = recordedMs,
        Reviewer = Fingerprint(Reviewer),
        Town = Town,
    };

    private EnrolStaffRequest Staff(TestCertificate certificate, params StaffDuty[] duties) => new()
    {
        Fingerprint = Fingerprint(certificate),
        Town = Town,
        Duties = { duties },
        FirstDay = "2020-01-01",
        LastDay = "2070-12-31",
        PublicKey = duties.Any(static duty => duty is StaffDuty.Review or StaffDuty.Approve)
            ? ByteString.CopyFrom(certificate.Certificate.PublicKey.ExportSubjectPublicKeyInfo())
            : ByteString.Empty,
        Document = Papers(),
    };

    private static ByteString Fingerprint(TestCertificate certificate) => ByteString.CopyFrom(certificate.Fingerprint);
}
