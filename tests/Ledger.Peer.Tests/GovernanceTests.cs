using Google.Protobuf;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

public sealed class GovernanceTests
{
    [Fact]
    public async Task An_organisation_revokes_its_own_certificate_alone_and_its_key_is_dead_from_then_on()
    {
        await using var single = new SinglePeer();
        var ledger = single.Ledger;

        await single.AdmitAsync("bank-a", Revoke(ledger, "bank-a"));

        var verdict = await single.RefuseAsync(ledger.Sign("bank-a", TestContract.PutEvent("unit/1", "a")));
        Assert.Equal(ChainRules.Revoked, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task Revoking_anothers_certificate_needs_every_other_department()
    {
        await using var single = new SinglePeer();
        var ledger = single.Ledger;
        var proposal = (await single.AdmitAsync("registration", Revoke(ledger, "tax"))).LeafHash;

        await single.AdmitAsync("finance", TestLedger.Approve(proposal));
        await single.AdmitAsync("tax", TestContract.PutEvent("unit/1", "still allowed"));
        await single.AdmitAsync("transaction", TestLedger.Approve(proposal));

        var verdict = await single.RefuseAsync(ledger.Sign("tax", TestContract.PutEvent("unit/1", "b")));
        Assert.Equal(ChainRules.Revoked, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task All_proposals_and_nothing_else_are_read_by_their_prefix()
    {
        await using var single = new SinglePeer();
        var proposals = new List<string>();
        foreach (var member in new[] { "tax", "finance" })
            proposals.Add(PageKeys.Proposal((await single.AdmitAsync("registration", Revoke(single.Ledger, member))).LeafHash));

        var pages = single.Peer.Reader.ReadPages(PageKeys.Proposals);

        Assert.Equal(proposals.Order(StringComparer.Ordinal).Select(key => single.Peer.Reader.ReadPage(key)), pages);
        Assert.Empty(single.Peer.Reader.ReadPages("sys/proposals"));
    }

    [Fact]
    public async Task Nobody_approves_twice_or_without_being_asked()
    {
        await using var single = new SinglePeer();
        var ledger = single.Ledger;
        var proposal = (await single.AdmitAsync("registration", Revoke(ledger, "tax"))).LeafHash;

        foreach (var organisation in new[] { "registration", "tax", "bank-a" })
        {
            var verdict = await single.RefuseAsync(ledger.Sign(organisation, TestLedger.Approve(proposal)));
            Assert.Equal(ChainRules.Governance, Assert.Single(verdict.Findings).Rule);
        }
    }

    [Fact]
    public async Task A_bank_proposes_nothing_about_others()
    {
        await using var single = new SinglePeer();

        var verdict = await single.RefuseAsync(single.Ledger.Sign("bank-a", Revoke(single.Ledger, "tax")));

        Assert.Equal(ChainRules.Governance, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task A_certificate_of_another_root_is_not_revoked_as_ones_own()
    {
        await using var single = new SinglePeer();
        var foreign = new RevokeCertificate
        {
            CreditCode = single.Ledger["bank-a"].CreditCode,
            Certificate = ByteString.CopyFrom(single.Ledger["tax"].SignerCertificate),
        };

        var verdict = await single.RefuseAsync(single.Ledger.Sign("bank-a", TestLedger.EventOf(foreign)));

        Assert.Contains("issued by this member's root", Assert.Single(verdict.Findings).MessageEn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lost by Wang Xiaoming", 1)]
    [InlineData("LOST BY", 5)]
    [InlineData("王小明", 1)]
    [InlineData("Lost", 2)]
    [InlineData("2LOST", 1)]
    [InlineData("L", 2)]
    [InlineData("ＬＯＳＴ", 1)]
    [InlineData("LOST\n", 5)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", 33)]
    public async Task A_reason_is_a_code_and_what_else_was_typed_is_not_repeated(string reason, int position)
    {
        await using var single = new SinglePeer();

        var verdict = await single.RefuseAsync(single.Ledger.Sign("bank-a", Revoke(single.Ledger, "bank-a", reason)));

        var finding = Assert.Single(verdict.Findings);
        Assert.Equal(ChainRules.Governance, finding.Rule);
        Assert.Contains($"character {position} ", finding.MessageEn, StringComparison.Ordinal);
        Assert.Equal("event.reason", finding.Values[0].Source);
        Assert.DoesNotContain(reason, string.Join('\n', finding.Values.Select(value => value.Value).Append(finding.MessageZh)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("CESSATION_OF_OPERATION")]
    [InlineData("SUPERSEDED-2")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345")]
    public async Task A_reason_code_is_kept_with_the_revocation(string reason)
    {
        await using var single = new SinglePeer();

        await single.AdmitAsync("bank-a", Revoke(single.Ledger, "bank-a", reason));

        var key = PageKeys.Revoked(System.Security.Cryptography.SHA256.HashData(single.Ledger["bank-a"].SignerCertificate));
        Assert.Equal(reason, Revocation.Parser.ParseFrom(Page.Parser.ParseFrom(single.Peer.Reader.ReadPage(key)!).Body).Reason);
    }

    [Fact]
    public async Task Governance_stands_alone_in_its_envelope()
    {
        await using var single = new SinglePeer();

        var verdict = await single.RefuseAsync(single.Ledger.Sign("tax", Revoke(single.Ledger, "tax"), TestContract.PutEvent("unit/1", "a")));

        Assert.Equal(ChainRules.Governance, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task A_profile_takes_effect_with_the_last_approval_and_the_seal_names_it()
    {
        await using var single = new SinglePeer();
        var proposal = (await single.AdmitAsync("tax", TestLedger.EventOf(new ActivateProfile { Profile = 2 }))).LeafHash;
        await single.AdmitAsync("finance", TestLedger.Approve(proposal));
        await single.AdmitAsync("transaction", TestLedger.Approve(proposal));
        Assert.Equal(1U, single.Peer.Head.Profile);

        await single.AdmitAsync("registration", TestLedger.Approve(proposal));

        Assert.Equal(2U, single.Peer.Head.Profile);
        var noted = await single.AdmitAsync("tax", TestContract.PutEvent("noted", "x"));
        Assert.Equal("profile 2, signer tax", Assert.Single(noted.Findings).MessageEn);
    }

    [Theory]
    [InlineData(1, ChainRules.Governance)]
    [InlineData(3, ChainRules.Profile)]
    public async Task A_profile_that_is_not_newer_or_not_known_here_is_refused(uint profile, string rule)
    {
        await using var single = new SinglePeer();

        var verdict = await single.RefuseAsync(single.Ledger.Sign("tax", TestLedger.EventOf(new ActivateProfile { Profile = profile })));

        Assert.Equal(rule, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task A_replaced_signing_key_signs_and_the_retired_one_does_not()
    {
        await using var single = new SinglePeer();
        var ledger = single.Ledger;
        var bank = ledger["bank-a"];
        var (certificate, signer) = bank.Issue(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(1));
        var replace = new ReplaceKeys
        {
            CreditCode = bank.CreditCode,
            SignerCertificate = ByteString.CopyFrom(certificate),
            RetiredKeyIds = { ByteString.CopyFrom(bank.Signer.KeyId.Span) },
        };
        var proposal = (await single.AdmitAsync("bank-a", TestLedger.EventOf(replace))).LeafHash;
        foreach (var department in TestLedger.Departments)
            await single.AdmitAsync(department, TestLedger.Approve(proposal));

        Assert.IsType<SubmitResult.Admitted>(await single.SubmitAsync(TestLedger.Sign(signer, ledger.PayloadOf(TestContract.PutEvent("unit/1", "a")))));
        var verdict = await single.RefuseAsync(ledger.Sign("bank-a", TestContract.PutEvent("unit/1", "b")));
        Assert.Equal(ChainRules.Signer, Assert.Single(verdict.Findings).Rule);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("foreign")]
    [InlineData("root")]
    [InlineData("p384")]
    [InlineData("garbage")]
    public async Task A_signer_certificate_that_cannot_hold_is_not_taken(string kind)
    {
        await using var single = new SinglePeer();
        var (ledger, now) = (single.Ledger, TimeProvider.System.GetUtcNow());
        var bank = ledger["bank-a"];
        var certificate = kind switch
        {
            "expired" => bank.Issue(now.AddYears(-2), now.AddYears(-1)).Certificate,
            "foreign" => ledger["tax"].Issue(now.AddDays(-1), now.AddYears(1)).Certificate,
            "root" => bank.Root,
            "p384" => bank.Issue(now.AddDays(-1), now.AddYears(1), System.Security.Cryptography.ECCurve.NamedCurves.nistP384).Certificate,
            _ => [1, 2, 3],
        };
        var replace = new ReplaceKeys { CreditCode = bank.CreditCode, SignerCertificate = ByteString.CopyFrom(certificate) };

        var verdict = await single.RefuseAsync(ledger.Sign("tax", TestLedger.EventOf(replace)));

        Assert.Equal(ChainRules.Governance, Assert.Single(verdict.Findings).Rule);
    }

    private static Event Revoke(TestLedger ledger, string organisation, string reason = "KEY_COMPROMISE") => TestLedger.EventOf(new RevokeCertificate
    {
        CreditCode = ledger[organisation].CreditCode,
        Certificate = ByteString.CopyFrom(ledger[organisation].SignerCertificate),
        Reason = reason,
    });
}
