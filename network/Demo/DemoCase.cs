using Ledger.Client;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>A case of the demo's registry: accepted by its clerk, reviewed by another, recorded.</summary>
internal sealed class DemoCase
{
    private readonly Func<ulong> nowMs;

    /// <summary>An application as it is accepted now.</summary>
    /// <param name="numbers">Numbers of the papers.</param>
    /// <param name="nowMs">The clock, ms since the epoch.</param>
    /// <param name="basis">Contract or instrument it rests on; empty for none.</param>
    /// <param name="flows">What is applied for, on which unit, and by whom.</param>
    public DemoCase(DemoNumbers numbers, Func<ulong> nowMs, string basis, params (FlowCode Flow, string Unit, PartyInput[] Applicants)[] flows)
    {
        this.nowMs = nowMs;
        Application = new()
        {
            AcceptanceNumber = numbers.Acceptance(),
            AcceptanceTimeMs = nowMs(),
            Town = LocalStaff.Town,
            Basis = basis,
            Channel = CaseChannel.Counter,
            AllAtOnce = flows.Length > 1,
            Document = DemoPaper.Of("application.form", "不动产登记申请书"),
        };
        foreach (var (flow, unit, applicants) in flows)
        {
            Application.Flows.Add(new AcceptedFlowInput { Flow = flow, UnitCode = unit, BusinessNumber = numbers.Business() });
            if (Application.Applicants.All(known => known.UnitCode != unit))
                Application.Applicants.Add(new ApplicantsInput { UnitCode = unit, Parties = { applicants } });
        }

        Today = numbers.Today;
    }

    /// <summary>The request that opens it.</summary>
    public AcceptApplicationRequest Application { get; }

    private string Today { get; }

    /// <summary>The review as its reviewer signs it for the clerk who accepted the case.</summary>
    public ReviewCaseRequest Review(LedgerClient reviewer, LedgerClient acceptor) => reviewer.SignReview(
        new ReviewCaseRequest
        {
            AcceptanceNumber = Application.AcceptanceNumber,
            Date = Today,
            Result = ReviewResult.Pass,
            Document = DemoPaper.Of("review.opinion", "审核通过"),
        },
        Application,
        acceptor.Operator.Span);

    /// <summary>The business number of one of its flows.</summary>
    public string Business(FlowCode flow) => Application.Flows.First(entry => entry.Flow == flow).BusinessNumber;

    /// <summary>Acceptance and recording, at this instant.</summary>
    public RecordingInput Recording(LedgerClient reviewer) => new()
    {
        AcceptanceNumber = Application.AcceptanceNumber,
        AcceptanceTimeMs = Application.AcceptanceTimeMs,
        RecordingTimeMs = nowMs(),
        Reviewer = Google.Protobuf.ByteString.CopyFrom(reviewer.Operator.Span),
        Town = LocalStaff.Town,
    };
}
