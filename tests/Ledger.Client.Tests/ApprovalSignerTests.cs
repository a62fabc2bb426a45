using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client.Tests;

/// <summary>An approver signs what another operator submits.</summary>
public sealed class ApprovalSignerTests : IDisposable
{
    private const string Origin = "ledger.example/dongguan";

    private static readonly byte[] Approver = SHA256.HashData("approver"u8);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void The_signature_holds_over_the_event_that_the_request_becomes()
    {
        var signed = ApprovalSigner.Sign(Origin, Request(), Approver, new EcdsaSigner(key));

        Assert.Equal(ByteString.CopyFrom(Approver), signed.Approver);
        Assert.True(Holds(Origin, signed));
    }

    [Fact]
    public void The_signature_does_not_hold_over_another_subject()
    {
        var signed = ApprovalSigner.Sign(Origin, Request(), Approver, new EcdsaSigner(key));
        signed.Subject = "441900004001GB00012F00010102";

        Assert.False(Holds(Origin, signed));
    }

    [Fact]
    public void The_signature_does_not_hold_on_another_ledger()
    {
        var signed = ApprovalSigner.Sign(Origin, Request(), Approver, new EcdsaSigner(key));

        Assert.False(Holds("ledger.example/linlan", signed));
    }

    [Fact]
    public void A_request_with_a_fault_is_not_signed()
    {
        var request = Request();
        request.Ground = "";

        var refused = Assert.Throws<InputException>(() => ApprovalSigner.Sign(Origin, request, Approver, new EcdsaSigner(key)));
        Assert.Contains(refused.Failures, static fault => fault.Field == "ground");
    }

    public void Dispose() => key.Dispose();

    private bool Holds(string origin, ApproveExceptionRequest signed)
        => StaffKey.Verify(key.ExportSubjectPublicKeyInfo(), ExceptionSignature.Hash(origin, Event(signed)), signed.Signature.Span);

    private static ApproveExceptionRequest Request() => new()
    {
        Number = "EX202602130001",
        Rule = "C-29",
        Event = "TransferRecorded",
        Subject = "441900004001GB00012F00010101",
        Ground = "COURT_NOTICE",
        LastDay = "2026-03-13",
    };

    private static ExceptionApproved Event(ApproveExceptionRequest request)
    {
        var nothing = new NothingKnown();
        return (ExceptionApproved)new ActScope(nothing, nothing, Day.Last, new byte[32], Approver).Build(AskedAct.Alone(request)).Body;
    }
}
