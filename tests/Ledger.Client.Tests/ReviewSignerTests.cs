using System.Security.Cryptography;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client.Tests;

/// <summary>A reviewer signs what the acceptor submits.</summary>
public sealed class ReviewSignerTests : IDisposable
{
    private const string Origin = "ledger.example/dongguan";

    private static readonly byte[] Acceptor = SHA256.HashData("acceptor"u8);
    private static readonly byte[] Reviewer = SHA256.HashData("reviewer"u8);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void The_signature_holds_over_the_case_and_the_review_that_the_requests_become()
    {
        var signed = Sign(Application());

        Assert.Equal(Reviewer, signed.Reviewer.ToByteArray());
        Assert.True(Holds(signed, Application()));
        Assert.False(Holds(signed, Application(), origin: "ledger.example/linlan"));
        Assert.False(Holds(signed, Application(), acceptor: Reviewer));
    }

    [Fact]
    public void The_signature_does_not_hold_over_another_case_or_result()
    {
        var signed = Sign(Application());
        var other = Application();
        other.Flows[0].UnitCode = "441900004001GB00012F00010102";
        Assert.False(Holds(signed, other));
        signed.Result = ReviewResult.Back;
        Assert.False(Holds(signed, Application()));
    }

    [Fact]
    public void A_request_with_a_fault_is_not_signed()
    {
        var application = Application();
        application.AcceptanceNumber = "";

        var refused = Assert.Throws<InputException>(() => Sign(application));
        Assert.Contains(refused.Failures, static fault => fault.Field == "acceptance_number");
    }

    public void Dispose() => key.Dispose();

    private ReviewCaseRequest Sign(AcceptApplicationRequest application) => ReviewSigner.Sign(
        Origin,
        new() { AcceptanceNumber = "202602130001", Date = "2026-02-13", Result = ReviewResult.Pass },
        application, Acceptor, Reviewer, new EcdsaSigner(key));

    private bool Holds(ReviewCaseRequest signed, AcceptApplicationRequest application, string origin = Origin, byte[]? acceptor = null)
        => StaffKey.Verify(
            key.ExportSubjectPublicKeyInfo(),
            ReviewSignature.Hash(origin, Build<ApplicationAccepted>(application), acceptor ?? Acceptor, Build<CaseReviewed>(signed)),
            signed.Signature.Span);

    private static T Build<T>(Google.Protobuf.IMessage request)
    {
        var nothing = new NothingKnown();
        return (T)new ActScope(nothing, nothing, Day.Last, new byte[32], Acceptor).Build(AskedAct.Alone(request)).Body;
    }

    private static AcceptApplicationRequest Application() => new()
    {
        AcceptanceNumber = "202602130001",
        AcceptanceTimeMs = 1_770_946_200_000,
        Town = "441900119",
        Channel = CaseChannel.Counter,
        Flows =
        {
            new AcceptedFlowInput { Flow = FlowCode.F600, UnitCode = "441900004001GB00012F00010101", BusinessNumber = "202602130002" },
        },
        Applicants =
        {
            new ApplicantsInput
            {
                UnitCode = "441900004001GB00012F00010101",
                Parties =
                {
                    new PartyInput { DocumentType = 8, DocumentNumber = "91441900MA0000015D", Name = "示例置业" },
                },
            },
        },
    };
}
