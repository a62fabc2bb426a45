using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>What a peer does after a start about lines that too few signed, and how it asks on while it waits.</summary>
public sealed class StandingDoubtTests
{
    [Fact]
    public async Task A_follower_asks_on_while_it_waits_and_goes_on_to_a_higher_line_of_its_own_key_that_is_shown_later()
    {
        using var ledger = new TestLedger();
        var envelopes = Envelopes(ledger, 5);
        await ExecuteAsync(ledger, "tax", envelopes[..1]);
        TestFolder.Copy(ledger.Folder("tax"), ledger.Folder("yesterday"));
        var lines = await ExecuteAsync(ledger, "tax", envelopes);
        await using var others = await OpenAsync(ledger, [], "finance", "registration", "transaction");
        var shown = lines[3];
        var members = new TestMembers("tax") { ChangeAnswer = (_, answer) => answer with { Lines = [.. answer.Lines, Volatile.Read(ref shown)] } }.With(
            others.Peers);

        await using var tax = ledger.Open("tax", "yesterday", standing: members);
        await UntilAsync(() => tax.Standing.Report is { State: StandingState.Behind, Target: 3 });
        Volatile.Write(ref shown, lines[5]);
        await UntilAsync(() => tax.Standing.Report is { State: StandingState.Behind, Target: 5 });
        for (var number = 2UL; number <= 4; number++)
        {
            await tax.ExecuteAsync(new OrderedBlock(number, [envelopes[(int)number - 1]]), TestNetwork.Limit);
            Assert.False(tax.Standing.IsReached);
        }

        await tax.ExecuteAsync(new OrderedBlock(5, [envelopes[4]]), TestNetwork.Limit);
        await tax.Standing.WaitAsync(TestNetwork.Limit);
    }

    [Fact]
    public async Task Where_fewer_than_all_sign_the_ordering_node_waits_for_the_member_whose_answer_may_make_one_line_a_quorums()
    {
        using var ledger = new TestLedger(quorum: 3);
        var envelopes = Envelopes(ledger, 2);
        await ExecuteAsync(ledger, "registration", envelopes[..1]);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        var own = (await ExecuteAsync(ledger, "registration", envelopes))[2];
        await using var others = await OpenAsync(ledger, envelopes, "tax", "transaction");
        await using var finance = await OpenAsync(ledger, envelopes[..1], "finance");
        await UntilAsync(() => others.Peers.All(peer => peer.Cosigning.NewestSigned?.Block == 2));
        // The quorum of block 2 is registration, tax and transaction; only transaction was given the others' lines.
        var (tax, transaction) = (others.Peers[0], others.Peers[1]);
        transaction.Cosigning.AddCosignature(own);
        transaction.Cosigning.AddCosignature(tax.Cosigning.NewestSigned!);
        await UntilAsync(() => transaction.Cosigning.QuorumBlock == 2);
        var members = new TestMembers("registration").With([tax, .. finance.Peers]);

        await using var registration = ledger.Open("registration", "yesterday", standing: members, orders: true, time: new HurriedTime());
        await UntilAsync(() => registration.Standing.Report.English.Contains("tax signed block 2, which this peer lacks", StringComparison.Ordinal));
        // Far longer than it asks all of them where nothing is in doubt.
        await UntilAsync(() => members.Asked > 60);
        Assert.Equal((StandingState.Asking, 1UL), (registration.Standing.Report.State, registration.Head.Number));
        Assert.Contains("transaction (it is down)", registration.Standing.Report.English, StringComparison.Ordinal);

        members.With(transaction);
        await registration.Standing.WaitAsync(TestNetwork.Limit);
        Assert.Equal(transaction.Head.Root, registration.Head.Root);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_line_made_up_while_a_member_is_away_is_in_doubt_until_that_member_answers_or_an_operator_gives_the_word(bool orders, bool word)
    {
        using var ledger = new TestLedger(quorum: 3);
        var envelopes = Envelopes(ledger, 1);
        await using var others = await OpenAsync(ledger, envelopes, "finance", "tax", "transaction");
        await ExecuteAsync(ledger, "registration", envelopes);
        var members = new TestMembers("registration")
        {
            ChangeAnswer = (name, answer) => name == "finance" ? answer with { Lines = [Lie(ledger, 1UL << 40)] } : answer,
        }.With(others.Peers.Where(peer => peer.Organisation != "transaction"));

        await using var registration = ledger.Open(
            "registration", standing: members, orders: orders, word: word ? "a liar, and one is away" : null, time: new HurriedTime());
        if (!word)
        {
            await UntilAsync(() => members.Asked > 60);
            Assert.False(registration.Standing.IsReached);
            Assert.Contains(orders ? "finance signed block"
                : "or once transaction have answered", registration.Standing.Report.English, StringComparison.Ordinal);
            members.With(others.Peers);
        }

        await registration.Standing.WaitAsync(TestNetwork.Limit);
        Assert.Equal(1UL, registration.Head.Number);
    }

    [Fact]
    public async Task A_follower_that_others_have_left_behind_without_a_quorum_waits_for_ordering_and_not_for_the_member_that_is_away()
    {
        using var ledger = new TestLedger(quorum: 3);
        var envelopes = Envelopes(ledger, 2);
        await using var others = await OpenAsync(ledger, envelopes, "finance", "registration");
        await ExecuteAsync(ledger, "tax", envelopes[..1]);
        await UntilAsync(() => others.Peers.All(peer => peer.Cosigning.NewestSigned?.Block == 2));

        await using var tax = ledger.Open("tax", standing: new TestMembers("tax").With(others.Peers), time: new HurriedTime());
        await UntilAsync(() => tax.Standing.Report is { State: StandingState.Behind, Target: 2 });
        await tax.ExecuteAsync(new OrderedBlock(2, [envelopes[1]]), TestNetwork.Limit);

        await tax.Standing.WaitAsync(TestNetwork.Limit);
        await UntilAsync(() => tax.Cosigning.NewestSigned?.Block == 2);
    }

    private static Cosigned Lie(TestLedger ledger, ulong size)
    {
        var line = ledger["finance"].Cosigner.Cosign(new Checkpoint(TestLedger.Origin, size, new byte[32]), DateTimeOffset.UnixEpoch.AddYears(56)).Line;
        return new Cosigned { Block = size / 2, Size = size, Root = ByteString.CopyFrom(new byte[32]), Line = line.ToString() };
    }

    private static List<byte[]> Envelopes(TestLedger ledger, int count) =>
        [.. Enumerable.Range(0, count).Select(i => ledger.Sign("tax", TestContract.PutEvent(FormattableString.Invariant($"unit/{i}"), "a")))];

    /// <summary>Blocks of one envelope each on one peer, alone, and its lines over them.</summary>
    private static async Task<Dictionary<int, Cosigned>> ExecuteAsync(TestLedger ledger, string organisation, List<byte[]> envelopes)
    {
        await using var opened = await OpenAsync(ledger, envelopes, organisation);
        var lines = new Dictionary<int, Cosigned>();
        await foreach (var line in opened.Peers[0].Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
        {
            lines[(int)line.Block] = line;
            if (lines.Count > envelopes.Count)
                break;
        }

        return lines;
    }

    private static async Task<OpenedPeers> OpenAsync(TestLedger ledger, List<byte[]> envelopes, params string[] organisations)
    {
        var peers = organisations.Select(name => ledger.Open(name)).ToList();
        foreach (var peer in peers)
        {
            for (var number = peer.Head.Number + 1; number <= (ulong)envelopes.Count; number++)
                await peer.ExecuteAsync(new OrderedBlock(number, [envelopes[(int)number - 1]]), TestNetwork.Limit);
        }

        return new OpenedPeers(peers);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var limit = TestNetwork.Limit; !condition();)
            await Task.Delay(5, limit);
    }
}
