using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>A build that knows more of governance than the profile in force: what the profile lacks is unknown to it too.</summary>
public sealed class GovernanceFormTests
{
    private const string Form =
        """
        ledger.v1.RevokeCertificate: 1 credit_code string, 2 certificate bytes
        ledger.v1.Proposal: 1 event ledger.v1.Event, 2 proposer string, 3 approvals string *, 4 effective bool
        ledger.v1.Event: 1 type string, 2 body bytes
        ledger.v1.Revocation: 1 organisation string, 2 reason string
        """;

    [Fact]
    public async Task A_governance_event_that_the_profile_lacks_is_unknown()
    {
        await using var single = new SinglePeer(contract: new TestContract { Form = MessageForm.Parse(Form) });

        var verdict = await single.RefuseAsync(single.Ledger.Sign("tax", TestLedger.EventOf(new ActivateProfile { Profile = 2 })));

        Assert.Equal("unknown event ledger.v1.ActivateProfile", Assert.Single(verdict.Findings).MessageEn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("KEY_COMPROMISE")]
    public async Task A_field_of_a_governance_event_that_the_profile_lacks_is_refused_as_the_unknown_field_it_was(string reason)
    {
        await using var single = new SinglePeer(contract: new TestContract { Form = MessageForm.Parse(Form) });
        var revocation = TestLedger.EventOf(new RevokeCertificate
        {
            CreditCode = single.Ledger["bank-a"].CreditCode,
            Certificate = ByteString.CopyFrom(single.Ledger["bank-a"].SignerCertificate),
            Reason = reason,
        });

        if (reason.Length == 0)
        {
            await single.AdmitAsync("bank-a", revocation);
            return;
        }

        var finding = Assert.Single((await single.RefuseAsync(single.Ledger.Sign("bank-a", revocation))).Findings);
        Assert.Equal(ChainRules.Envelope, finding.Rule);
        Assert.Contains("no unknown fields", finding.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_chain_is_never_written_with_a_field_that_the_profile_lacks()
    {
        var without = MessageForm.Parse(Form.Replace(", 4 effective bool", "", StringComparison.Ordinal));
        await using var single = new SinglePeer(contract: new TestContract { Form = without });
        var revocation = new RevokeCertificate
        {
            CreditCode = single.Ledger["bank-a"].CreditCode,
            Certificate = ByteString.CopyFrom(single.Ledger["bank-a"].SignerCertificate)
        };

        var finding = Assert.Single((await single.RefuseAsync(single.Ledger.Sign("bank-a", TestLedger.EventOf(revocation)))).Findings);

        Assert.Equal(ChainRules.Fault, finding.Rule);
        // The exception's own text is no part of a verdict that others may read.
        Assert.EndsWith(nameof(ArgumentException), finding.MessageEn, StringComparison.Ordinal);
    }
}
