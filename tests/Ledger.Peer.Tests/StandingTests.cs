using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>What a peer learns after a start before it orders and signs.</summary>
public sealed class StandingTests
{
    [Fact]
    public async Task A_node_behind_its_own_key_signs_nothing_and_catches_up_before_it_orders()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 3);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 4);
        await using var others = await OthersAsync(ledger);
        var head = others.Peers[0].Head;

        await using var rewound = ledger.Open("registration", "yesterday", standing: new TestMembers("registration").With(others.Peers), orders: true);
        await using var ordering = new EmbeddedOrdering(rewound);
        await rewound.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal((head.Number, head.Size), (rewound.Head.Number, rewound.Head.Size));
        Assert.Equal(head.Root, rewound.Head.Root);
        var admitted = Assert.IsType<SubmitResult.Admitted>(
            await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/9", "z")), TestNetwork.Limit));
        Assert.Equal(head.Number + 1, admitted.Block);
        Assert.Empty(rewound.Cosigning.Alarms);
    }

    [Fact]
    public async Task Until_all_others_of_a_quorum_of_all_have_answered_nothing_is_signed_and_submissions_hear_who_is_lacking()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        await using var finance = ledger.Open("finance");
        await using var transaction = ledger.Open("transaction");
        var members = new TestMembers("registration").With(tax, finance);
        await using var peer = ledger.Open("registration", standing: members, orders: true);
        await using var ordering = new EmbeddedOrdering(peer);
        var envelope = ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"));
        while (!peer.Standing.Report.English.Contains("transaction (it is down)", StringComparison.Ordinal)
            || peer.Standing.Report.English.Contains("finance", StringComparison.Ordinal))
        {
            await Task.Delay(5, TestNetwork.Limit);
        }

        var busy = Assert.IsType<SubmitResult.Busy>(await ordering.SubmitAsync(envelope, TestNetwork.Limit));

        Assert.Contains("transaction", busy.Reason.English, StringComparison.Ordinal);
        Assert.Contains("--stand-alone-word", busy.Reason.English, StringComparison.Ordinal);
        Assert.DoesNotContain("finance", busy.Reason.English, StringComparison.Ordinal);
        Assert.Null(peer.Cosigning.NewestSigned);
        Assert.False(peer.Cosigning.RequestRecosign());

        members.With(transaction);
        await peer.Standing.WaitAsync(TestNetwork.Limit);
        Assert.IsType<SubmitResult.Admitted>(await ordering.SubmitAsync(envelope, TestNetwork.Limit));
        await foreach (var line in peer.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
        {
            Assert.Equal(1UL, line.Block);
            break;
        }
    }

    [Fact]
    public async Task Quorum_less_one_answers_are_enough()
    {
        using var ledger = new TestLedger(quorum: 3);
        await using var tax = ledger.Open("tax");
        await using var finance = ledger.Open("finance");
        await using var peer = ledger.Open("registration", standing: new TestMembers("registration").With(tax, finance), orders: true, time: new HurriedTime());

        await peer.Standing.WaitAsync(TestNetwork.Limit);
    }

    [Fact]
    public async Task Peers_that_all_start_at_once_answer_each_other_before_they_sign()
    {
        using var ledger = new TestLedger();
        var sources = TestLedger.Departments.ToDictionary(name => name, name => new TestMembers(name), StringComparer.Ordinal);
        var peers = TestLedger.Departments.Select(name => ledger.Open(name, standing: sources[name], orders: name == "registration")).ToList();
        Assert.All(peers, peer => Assert.False(peer.Standing.IsReached));
        foreach (var source in sources.Values)
            source.With(peers);

        foreach (var peer in peers)
            await peer.Standing.WaitAsync(TestNetwork.Limit);

        await using (var all = new OpenedPeers(peers))
        {
            await foreach (var line in peers[0].Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
            {
                Assert.Equal(0UL, line.Block);
                break;
            }
        }
    }

    [Fact]
    public async Task A_follower_behind_signs_only_once_ordering_has_shown_it_what_was_signed()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);
        TestFolder.Copy(ledger.Folder("tax"), ledger.Folder("yesterday"));
        var envelopes = await WriteAsync(ledger, 3);
        await using var others = await OthersAsync(ledger, "finance", "registration", "transaction");

        await using var tax = ledger.Open("tax", "yesterday", standing: new TestMembers("tax").With(others.Peers));
        while (tax.Standing.Report.State != StandingState.Behind)
            await Task.Delay(5, TestNetwork.Limit);

        Assert.Equal(5UL, tax.Standing.Report.Target);
        Assert.Equal(2UL, tax.Cosigning.NewestSigned!.Block);
        for (var i = 0; i < envelopes.Count; i++)
            await tax.ExecuteAsync(new OrderedBlock((ulong)i + 3, [envelopes[i]]), TestNetwork.Limit);

        await tax.Standing.WaitAsync(TestNetwork.Limit);
        Assert.Equal(others.Peers[0].Head.Root, tax.Head.Root);
    }

    [Fact]
    public async Task Blocks_that_do_not_lead_to_what_was_signed_are_not_executed_and_the_next_member_is_read_from()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 1);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 3);
        await using var others = await OthersAsync(ledger);
        var forged = ledger.Sign("finance", TestContract.PutEvent("unit/1", "forged"));
        string? liar = null;
        var members = new TestMembers("registration")
        {
            Change = (name, block) => (liar ??= name) == name && block.Number == 3 ? block with { Envelopes = [forged] } : block,
        }.With(others.Peers);

        await using var rewound = ledger.Open("registration", "yesterday", standing: members, orders: true);
        await rewound.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Null(rewound.Reader.Find(TestLedger.LeafHash(forged)));
        Assert.Equal(others.Peers[0].Head.Root, rewound.Head.Root);
        Assert.Equal(5, members.Read.Count);
        Assert.NotEqual(liar, members.Read.Last());
    }

    [Fact]
    public async Task By_an_operators_word_a_peer_goes_on_without_the_others_but_not_below_what_one_of_them_shows()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 1);

        await using (var alone = ledger.Open("registration", "alone", standing: new TestMembers("registration"), orders: true,
            word: "the other sites are lost"))
        {
            await alone.Standing.WaitAsync(TestNetwork.Limit);
        }

        await using var tax = ledger.Open("tax");
        await using var peer = ledger.Open("registration", "yesterday", standing: new TestMembers("registration").With(tax),
            orders: true, word: "two sites are lost");
        await peer.Standing.WaitAsync(TestNetwork.Limit);
        Assert.Equal(3UL, peer.Head.Number);
    }

    [Fact]
    public async Task A_copy_of_a_folder_put_back_after_a_block_number_was_cut_twice_neither_orders_nor_signs_and_says_that_histories_part()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 2);
        await using var others = await OthersAsync(ledger);

        // Before nodes asked, or by a wrong word: the third block is cut a second time.
        await using (var rewound = ledger.Open("registration", "yesterday"))
        await using (var ordering = new EmbeddedOrdering(rewound))
        {
            await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/1", "other")), TestNetwork.Limit);
            await foreach (var line in rewound.Cosigning.ReadCosignedAsync(3, TestNetwork.Limit))
            {
                Assert.Equal(CosignatureOutcome.OtherRoot, others.Peers[0].Cosigning.AddCosignature(line));
                break;
            }
        }

        await using var again = ledger.Open("registration", "yesterday", standing: new TestMembers("registration").With(others.Peers), orders: true);
        while (!again.Standing.Report.English.Contains("two histories part", StringComparison.Ordinal))
            await Task.Delay(5, TestNetwork.Limit);

        Assert.Equal((StandingState.Behind, 4UL), (again.Standing.Report.State, again.Standing.Report.Target));
        Assert.Equal(3UL, again.Head.Number);
        Assert.Equal("registration", Assert.Single(others.Peers[0].Cosigning.Alarms).Organisation);
    }

    [Fact]
    public async Task A_peer_whose_own_key_is_shown_to_have_signed_another_root_than_it_holds_stops_for_good()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 1);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 1);
        await using (var rewound = ledger.Open("registration", "yesterday"))
        {
            await rewound.ExecuteAsync(new OrderedBlock(2, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "other"))]), TestNetwork.Limit);
        }

        await using var others = await OthersAsync(ledger);
        for (var start = 0; start < 2; start++)
        {
            await using var again = ledger.Open("registration", "yesterday", standing: new TestMembers("registration").With(others.Peers), orders: true);
            while (again.Status.State == PeerState.Running || again.Cosigning.Alarms.Count < 4)
                await Task.Delay(5, TestNetwork.Limit);

            Assert.Contains("new keys by governance", again.Status.Description, StringComparison.Ordinal);
            Assert.Contains("registration", again.Cosigning.Alarms.Select(alarm => alarm.Organisation));
            Assert.False(again.Standing.IsReached);
        }
    }

    [Fact]
    public async Task A_peer_that_waits_still_shows_the_checkpoint_its_log_signed_before()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);

        await using var peer = ledger.Open("tax", standing: new TestMembers("tax"));

        Assert.Equal(2UL, peer.Published!.Info.Number);
    }

    /// <summary>Blocks of one envelope each on all four, each with the quorum everywhere.</summary>
    private static async Task<List<byte[]>> WriteAsync(TestLedger ledger, int blocks)
    {
        var envelopes = new List<byte[]>();
        await using var network = new TestNetwork(ledger);
        for (var i = 0; i < blocks; i++)
        {
            envelopes.Add(ledger.Sign("tax", TestContract.AppendEvent($"unit/{i}", "a")));
            var admitted = Assert.IsType<SubmitResult.Admitted>(await network.Ordering.SubmitAsync(envelopes[^1], TestNetwork.Limit));
            foreach (var peer in network.Peers)
                await peer.WaitForReceiptAsync(admitted.LeafHash, TestNetwork.Limit);
        }

        return envelopes;
    }

    private static Task<OpenedPeers> OthersAsync(TestLedger ledger, params string[] names) =>
        Task.FromResult(new OpenedPeers([.. (names.Length == 0 ? ["finance", "tax", "transaction"] : names).Select(name => ledger.Open(name))]));
}
