using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain.Tests;

/// <summary>An event of the contract that it says is governed: proposed by one department, in effect with the last approval.</summary>
public sealed class GovernedEventTests : IDisposable
{
    private const string Key = "sys/table/city/rates";

    private readonly TestLedger ledger = new();

    public void Dispose() => ledger.Dispose();

    [Fact]
    public async Task It_takes_effect_with_the_last_approval_and_a_replay_comes_to_the_same()
    {
        var chain = new TestChain(ledger.Genesis);
        var proposal = ledger.Sign("tax", TestContract.GovernedEvent(Key, "3%"));
        chain.Execute([proposal]);
        foreach (var department in (string[])["finance", "registration"])
        {
            chain.Execute([ledger.Sign(department, TestLedger.Approve(TestLedger.LeafHash(proposal)))]);
            Assert.Null(chain.Body(Key));
        }

        chain.Execute([ledger.Sign("transaction", TestLedger.Approve(TestLedger.LeafHash(proposal)))]);

        Assert.Equal("3%"u8.ToArray(), chain.Body(Key));
        var replayed = await Replay.RunAsync(
            chain.Stream, ledger.Genesis.Sha256, new TestContract(), new MemoryBlockStore(), progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(chain.Head.StateRoot, replayed.Head.StateRoot);
    }

    [Fact]
    public void It_is_judged_when_it_is_proposed_and_again_at_each_approval()
    {
        var chain = new TestChain(ledger.Genesis);
        var proposal = ledger.Sign("tax", TestContract.GovernedEvent(Key, "3%"));
        chain.Execute([proposal, ledger.Sign("tax", TestContract.PutEvent("forbidden", "yes"))]);

        var approval = chain.Judge(ledger.Sign("finance", TestLedger.Approve(TestLedger.LeafHash(proposal))));
        var second = chain.Judge(ledger.Sign("tax", TestContract.GovernedEvent(Key, "4%")));

        Assert.Equal("T-05", Assert.Single(approval.Verdict.Findings).Rule);
        Assert.Equal("T-05", Assert.Single(second.Verdict.Findings).Rule);
    }

    [Fact]
    public void It_stands_alone_in_its_envelope_and_a_bank_does_not_propose_it()
    {
        var chain = new TestChain(ledger.Genesis);

        var two = chain.Judge(ledger.Sign("tax", TestContract.GovernedEvent(Key, "3%"), TestContract.PutEvent("unit/1", "a")));
        var bank = chain.Judge(ledger.Sign("bank-a", TestContract.GovernedEvent(Key, "3%")));

        Assert.Equal(ChainRules.Governance, Assert.Single(two.Verdict.Findings).Rule);
        Assert.Equal(ChainRules.Governance, Assert.Single(bank.Verdict.Findings).Rule);
    }

    [Theory]
    [InlineData("sys/quorum")]
    [InlineData("sys/profile")]
    [InlineData("sys/member/x")]
    [InlineData("sys/peer/tax")]
    [InlineData("sys/key/00")]
    [InlineData("sys/revoked/00")]
    [InlineData("sys/proposal/00")]
    [InlineData("unit/1")]
    [InlineData("seq/00/1")]
    public void It_touches_neither_the_chains_own_pages_nor_those_outside_governance(string key)
    {
        var chain = new TestChain(ledger.Genesis);
        foreach (var value in (string[])["x", ""])
        {
            var proposal = ledger.Sign("tax", TestContract.GovernedEvent(key, value));
            chain.Execute([proposal]);
            foreach (var department in (string[])["finance", "registration"])
                chain.Execute([ledger.Sign(department, TestLedger.Approve(TestLedger.LeafHash(proposal)))]);

            var last = chain.Judge(ledger.Sign("transaction", TestLedger.Approve(TestLedger.LeafHash(proposal))));

            Assert.Equal(ChainRules.Fault, Assert.Single(last.Verdict.Findings).Rule);
        }
    }

    [Fact]
    public void A_profile_without_it_refuses_its_approval()
    {
        var chain = new TestChain(ledger.Genesis, new TestContract { GovernedThrough = 1 });
        var proposal = ledger.Sign("tax", TestContract.GovernedEvent(Key, "3%"));
        var activation = ledger.Sign("tax", TestLedger.EventOf(new ActivateProfile { Profile = 2 }));
        chain.Execute([proposal, activation]);
        foreach (var department in (string[])["finance", "registration", "transaction"])
            chain.Execute([ledger.Sign(department, TestLedger.Approve(TestLedger.LeafHash(activation)))]);

        var approval = chain.Judge(ledger.Sign("finance", TestLedger.Approve(TestLedger.LeafHash(proposal))));
        var anew = chain.Judge(ledger.Sign("finance", TestContract.GovernedEvent(Key, "3%")));

        Assert.Equal(ChainRules.Governance, Assert.Single(approval.Verdict.Findings).Rule);
        Assert.Equal("T-00", Assert.Single(anew.Verdict.Findings).Rule);
    }
}
