using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <content>The registry's counter: staff, cases, and acts on the book that stand on them.</content>
internal sealed partial class ScenarioCity
{
    /// <summary>The town that accepts and records.</summary>
    public const string Town = "441900119";

    private int serial = 1_000;

    /// <summary>The registry's administrator enrols its staff.</summary>
    public async Task EnrolAsync()
    {
        var administrator = new Clerk(City, "registration", City["registration"].Issue("administrator"));
        (await AskAsync(administrator, "registration",
        [
            Staff(City["registration"].Operator, StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue),
            Staff(Reviewer, StaffDuty.Review),
            Staff(Approver, StaffDuty.Approve),
        ])).Ok();
    }

    /// <summary>The next number of this day: acceptance, business and office numbers count on together.</summary>
    public string Number(string letters = "") => $"{letters}{Day.At(NowMs).Number}{++serial:D4}";

    /// <summary>The next certificate or proof of this year.</summary>
    public string Certificate(string kind = "不动产权") => $"粤（{Day.At(NowMs).Number / 10_000}）东莞{kind}第{++serial:D7}号";

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

        return new(
            application.AcceptanceNumber,
            application.AcceptanceTimeMs,
            application,
            new ReviewCaseRequest
            {
                AcceptanceNumber = application.AcceptanceNumber,
                Date = Today,
                Reviewer = Fingerprint(Reviewer),
                Result = ReviewResult.Pass,
                Document = Papers(),
            });
    }

    /// <summary>Accepts, reviews and records in one envelope (即时办结).</summary>
    public Task<ScenarioOutcome> RecordAsync(CaseFile file, params IReadOnlyList<IMessage> acts)
        => DoAsync("registration", [file.Application, file.Review, .. acts]);

    /// <summary>The papers of an act.</summary>
    public static DocumentInput Papers(params (string Rule, string Reason)[] acknowledged)
    {
        var papers = new DocumentInput { Fields = { new V1.DocumentField { Name = "paper", Value = "原件一份" } } };
        papers.Acknowledgements.AddRange(acknowledged.Select(static warning => new AcknowledgementInput { Rule = warning.Rule, Reason = warning.Reason }));
        return papers;
    }

    private static EnrolStaffRequest Staff(TestCertificate certificate, params StaffDuty[] duties) => new()
    {
        Fingerprint = Fingerprint(certificate),
        Town = Town,
        Duties = { duties },
        FirstDay = "2020-01-01",
        LastDay = "2070-12-31",
        PublicKey = duties.Contains(StaffDuty.Approve)
            ? ByteString.CopyFrom(certificate.Certificate.PublicKey.ExportSubjectPublicKeyInfo())
            : ByteString.Empty,
        Document = Papers(),
    };

    private static ByteString Fingerprint(TestCertificate certificate) => ByteString.CopyFrom(certificate.Fingerprint);
}
