using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>One member lies to a peer that has just started.</summary>
public sealed class StandingAdversaryTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(-200)]
    public async Task One_member_that_does_not_order_puts_no_block_of_its_own_on_the_ledger_when_ordering_restarts(int days)
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);
        var payload = ledger.PayloadOf(TestContract.PutEvent("unit/9", "forged"));
        payload.TimeMs = (ulong)((long)payload.TimeMs + (days * 86_400_000L));
        var forged = TestLedger.Sign(ledger["finance"].Signer, payload);
        await using var finance = ledger.Open("finance", time: new OffsetClock { Offset = TimeSpan.FromDays(days) });
        await finance.ExecuteAsync(new OrderedBlock(3, [forged]), TestNetwork.Limit);
        await UntilAsync(() => finance.Cosigning.NewestSigned?.Block == 3);
        await using var tax = ledger.Open("tax");
        await using var transaction = ledger.Open("transaction");

        await using var registration = ledger.Open("registration", standing: new TestMembers("registration").With(tax, transaction, finance), orders: true);
        await registration.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal(2UL, registration.Head.Number);
    }

    [Fact]
    public async Task What_all_the_others_signed_is_taken_over_though_no_one_of_them_holds_the_lines_of_all()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2, "finance", "registration", "transaction");
        await using var finance = ledger.Open("finance");
        await using var registration = ledger.Open("registration");
        await using var transaction = ledger.Open("transaction");
        await UntilAsync(() => new[] { finance, registration, transaction }.All(peer => peer.Cosigning.NewestSigned?.Block == 2));
        var members = new Shown(new TestMembers("tax").With(finance, registration, transaction))
        {
            Change = (name, answer) =>
                answer with { Lines = [.. answer.Lines.Where(line => line.Line.Contains(ledger[name].Cosigner.Key.Name, StringComparison.Ordinal))] },
        };

        await using var tax = ledger.Open("tax", standing: members, orders: true);
        await tax.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal(registration.Head.Root, tax.Head.Root);
        Assert.Equal(2UL, tax.Head.Number);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "a liar keeps us waiting")]
    [InlineData(false, null)]
    [InlineData(false, "a liar keeps us waiting")]
    public async Task A_line_of_one_member_over_a_size_it_made_up_keeps_nobody_waiting(bool orders, string? word)
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        if (orders)
            await WriteAsync(ledger, 2);

        await using var tax = ledger.Open("tax");
        await using var transaction = ledger.Open("transaction");
        await using var finance = ledger.Open("finance");
        var members = new Shown(new TestMembers("registration").With(tax, transaction, finance))
        {
            Change = (name, answer) => name == "finance" ? answer with { Lines = [Lie(ledger, 1UL << 40)] } : answer,
        };

        await using var registration = ledger.Open("registration", "yesterday", standing: members, orders: orders, word: word);
        await registration.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal(tax.Head.Root, registration.Head.Root);
        Assert.Equal(PeerState.Running, registration.Status.State);
    }

    [Fact]
    public async Task No_word_lets_a_peer_order_below_what_its_own_key_signed()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 2);
        await using var tax = ledger.Open("tax");
        var members = new Shown(new TestMembers("registration").With(tax)) { Break = true };
        await using var registration = ledger.Open(
            "registration", "yesterday", standing: members, orders: true, word: "one site is lost", time: new HurriedTime());
        await using var ordering = new EmbeddedOrdering(registration);
        await UntilAsync(() => members.Reads >= 3);

        var busy = Assert.IsType<SubmitResult.Busy>(
            await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/9", "second history")), TestNetwork.Limit));

        Assert.Contains("new keys by governance", busy.Reason.English, StringComparison.Ordinal);
        Assert.Contains("the stream broke", busy.Reason.English, StringComparison.Ordinal);
        Assert.Equal((2UL, 2UL), (registration.Head.Number, registration.Cosigning.NewestSigned!.Block));

        members.Break = false;
        await registration.Standing.WaitAsync(TestNetwork.Limit);
        Assert.Equal(tax.Head.Root, registration.Head.Root);
    }

    [Theory]
    [InlineData("other bytes at the second reading")]
    [InlineData("too large")]
    [InlineData("more than asked for")]
    [InlineData("silent")]
    public async Task A_holder_that_sends_what_leads_nowhere_or_nothing_is_left_for_the_next(string how)
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 1);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 3);
        await using var tax = ledger.Open("tax");
        await using var transaction = ledger.Open("transaction");
        await using var finance = ledger.Open("finance");
        string? liar = null;
        var seen = 0;
        var members = new Shown(new TestMembers("registration")
        {
            Change = (name, block) => (liar ??= name) != name || block.Number != 3 ? block
                : how == "too large" ? block with { Envelopes = [new byte[100_000]] }
                : how == "other bytes at the second reading" && ++seen == 2 ? block with { Envelopes = [new byte[] { 1, 2, 3 }] }
                : how == "more than asked for" ? block with { Number = 5 } : block,
        }.With(tax, transaction, finance))
        {
            IsSilent = (name, number) => how == "silent" && (liar ??= name) == name && number == 3,
        };

        await using var registration = ledger.Open("registration", "yesterday", standing: members, orders: true, time: how == "silent"
            ? new HurriedTime()
            : null);
        await registration.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal(tax.Head.Root, registration.Head.Root);
        Assert.Equal(PeerState.Running, registration.Status.State);
        Assert.NotNull(liar);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public async Task One_member_that_signs_and_gives_bytes_that_the_rules_refuse_halts_nobody_who_starts(uint quorum, bool orders)
    {
        using var ledger = new TestLedger(quorum);
        await WriteAsync(ledger, 2);
        await using var finance = ledger.Open("finance", contract: new LaxContract());
        await finance.ExecuteAsync(new OrderedBlock(3, [ledger.Sign("finance", TestContract.PutEvent("refused", "x"))]), TestNetwork.Limit);
        await UntilAsync(() => finance.Cosigning.NewestSigned?.Block == 3);
        await using var tax = ledger.Open("tax");
        await using var transaction = ledger.Open("transaction");

        await using var registration = ledger.Open("registration", standing: new TestMembers("registration").With(finance, tax, transaction), orders: orders);
        await registration.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal((2UL, PeerState.Running), (registration.Head.Number, registration.Status.State));
        await using var ordering = new EmbeddedOrdering(registration);
        var next = await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/9", "a")), TestNetwork.Limit);
        Assert.Equal(3UL, Assert.IsType<SubmitResult.Admitted>(next).Block);
    }

    [Fact]
    public async Task A_holder_that_ends_blocks_elsewhere_than_their_seals_say_halts_nobody_and_is_left_for_the_next()
    {
        using var ledger = new TestLedger();
        var blocks = new[] { 3, 1 }.Select(
            count => Enumerable.Range(0, count).Select(i => ledger.Sign("tax", TestContract.AppendEvent($"unit/{i}", "a"))).ToList()).ToList();
        await ExecuteAsync("registration", 0);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        foreach (var name in TestLedger.Departments)
            await ExecuteAsync(name, blocks.Count);

        await using var tax = ledger.Open("tax");
        await using var finance = ledger.Open("finance");
        await using var transaction = ledger.Open("transaction");
        string? liar = null;
        var members = new TestMembers("registration")
        {
            ChangeAll = (name, held) => (liar ??= name) == name ? Cut(held)
            : held
        }.With(tax, finance, transaction);

        await using var registration = ledger.Open("registration", "yesterday", standing: members, orders: true);
        await registration.Standing.WaitAsync(TestNetwork.Limit);

        Assert.NotNull(liar);
        Assert.Equal(PeerState.Running, registration.Status.State);
        Assert.Equal(tax.Head.Root, registration.Head.Root);

        // The same entries: the second envelope shown as the seal of a block of one, all later blocks one higher.
        IEnumerable<HeldBlock> Cut(IEnumerable<HeldBlock> held)
        {
            foreach (var block in held)
            {
                if (block.Number == 1)
                {
                    yield return block with { Envelopes = [block.Envelopes[0]], Seal = DecodedEnvelope.ToEntry(block.Envelopes[1].Span) };
                    yield return block with { Number = 2, Envelopes = [block.Envelopes[2]] };
                }
                else
                {
                    yield return block with { Number = block.Number + 1 };
                }
            }
        }

        async Task ExecuteAsync(string name, int count)
        {
            await using var peer = ledger.Open(name);
            for (var i = 0; i < count; i++)
                await peer.ExecuteAsync(new OrderedBlock((ulong)i + 1, [.. blocks[i].Select(bytes => new ReadOnlyMemory<byte>(bytes))]), TestNetwork.Limit);

            await UntilAsync(() => peer.Cosigning.NewestSigned?.Block == (ulong)count);
        }
    }

    [Fact]
    public async Task A_holder_that_gives_its_blocks_drop_by_drop_is_left_for_the_next()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 1);
        TestFolder.Copy(ledger.Folder("registration"), ledger.Folder("yesterday"));
        await WriteAsync(ledger, 4);
        await using var tax = ledger.Open("tax");
        await using var transaction = ledger.Open("transaction");
        await using var finance = ledger.Open("finance");
        var time = new HurriedTime();
        string? slow = null;
        var given = 0;
        var members = new TestMembers("registration")
        {
            Delay = async (name, ct) =>
            {
                if ((slow ??= name) == name)
                {
                    // Each comes before anyone would give up waiting for one.
                    await Task.Delay(TimeSpan.FromSeconds(20), time, ct);
                    given++;
                }
            },
        }.With(tax, transaction, finance);

        await using var registration = ledger.Open("registration", "yesterday", standing: members, orders: true, time: time);
        await registration.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal(tax.Head.Root, registration.Head.Root);
        Assert.NotEqual(slow, members.Read.Last());
        Assert.InRange(given, 0, 2);
    }

    [Fact]
    public async Task Where_fewer_than_all_are_enough_the_slowest_answer_counts_too()
    {
        using var ledger = new TestLedger(quorum: 3);
        await WriteAsync(ledger, 1);
        foreach (var name in new[] { "registration", "tax", "finance" })
            TestFolder.Copy(ledger.Folder(name), ledger.Folder(name + "-yesterday"));

        await WriteAsync(ledger, 2);
        await using var tax = ledger.Open("tax", "tax-yesterday");
        await using var finance = ledger.Open("finance", "finance-yesterday");
        await using var transaction = ledger.Open("transaction");
        var members = new TestMembers("registration").With(tax, finance);
        await using var registration = ledger.Open("registration", "registration-yesterday", standing: members, orders: true);
        await UntilAsync(() => registration.Standing.Report.English.Contains("transaction (it is down)", StringComparison.Ordinal)
            && !registration.Standing.Report.English.Contains("finance", StringComparison.Ordinal));

        members.With(transaction);
        await registration.Standing.WaitAsync(TestNetwork.Limit);

        Assert.Equal(transaction.Head.Root, registration.Head.Root);
        Assert.Equal(3UL, registration.Head.Number);
    }

    [Fact]
    public async Task The_answer_of_a_member_that_is_rebuilt_itself_is_none_of_those_needed()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 2);
        Directory.Delete(Path.Combine(ledger.Folder("tax"), "store"), recursive: true);
        await using var tax = ledger.Open("tax", newStore: "removed on purpose");
        await using var finance = ledger.Open("finance");
        await using var transaction = ledger.Open("transaction");
        await using var registration = ledger.Open("registration", standing: new TestMembers("registration").With(tax, finance, transaction), orders: true);

        await UntilAsync(() => registration.Standing.Report.English.Contains("tax (it is being rebuilt itself)", StringComparison.Ordinal));

        Assert.False(registration.Standing.IsReached);
        Assert.False(registration.MaySign);
    }

    [Fact]
    public async Task Lines_made_up_in_masses_push_no_honest_early_line_out()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        await using var registration = ledger.Open("registration");
        await using var ordering = new EmbeddedOrdering(registration);
        await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")), TestNetwork.Limit);
        Cosigned? honest = null;
        await foreach (var line in registration.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
        {
            honest = line;
            break;
        }

        Assert.Equal(CosignatureOutcome.Early, tax.Cosigning.AddCosignature(honest!));
        for (var i = 0UL; i < 11_000; i++)
        {
            Assert.Equal(CosignatureOutcome.Early, tax.Cosigning.AddCosignature(Lie(ledger, (1UL << 40) - i)));
            var elsewhere = honest!.Clone();
            elsewhere.Block += i + 1;
            tax.Cosigning.AddCosignature(elsewhere);
            var unknown = Lie(ledger["bank-a"].Cosigner, honest.Size + i);
            Assert.Equal(CosignatureOutcome.Early, tax.Cosigning.AddCosignature(unknown));
        }

        await foreach (var block in ordering.ReadBlocksAsync(1, TestNetwork.Limit))
        {
            await tax.ExecuteAsync(block, TestNetwork.Limit);
            break;
        }

        Assert.Equal(CosignatureOutcome.Known, tax.Cosigning.AddCosignature(honest!));
    }

    private static Cosigned Lie(TestLedger ledger, ulong size) => Lie(ledger["finance"].Cosigner, size);

    private static Cosigned Lie(Cosigner signer, ulong size)
    {
        var line = signer.Cosign(new Checkpoint(TestLedger.Origin, size, new byte[32]), DateTimeOffset.UnixEpoch.AddYears(56)).Line;
        return new Cosigned { Block = size / 2, Size = size, Root = ByteString.CopyFrom(new byte[32]), Line = line.ToString() };
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var limit = TestNetwork.Limit;
        while (!condition())
            await Task.Delay(5, limit);
    }

    private static async Task WriteAsync(TestLedger ledger, int blocks, params string[] running)
    {
        await using var network = new TestNetwork(ledger, running.Length == 0 ? null : running);
        for (var i = 0; i < blocks; i++)
        {
            var admitted = Assert.IsType<SubmitResult.Admitted>(
                await network.Ordering.SubmitAsync(ledger.Sign("tax", TestContract.AppendEvent($"unit/{i}", "a")), TestNetwork.Limit));
            foreach (var peer in network.Peers)
            {
                await (running.Length == 0 ? peer.WaitForReceiptAsync(admitted.LeafHash, TestNetwork.Limit)
                    : peer.WaitForBlockAsync(admitted.Block, TestNetwork.Limit));
            }
        }
    }

    /// <summary>What members show, changed on the way.</summary>
    private sealed class Shown(TestMembers inner) : IStandingSource
    {
        private int reads;

        public Func<string, StandingAnswer, StandingAnswer> Change { get; init; } = static (_, answer) => answer;

        public Func<string, ulong, bool> IsSilent { get; init; } = static (_, _) => false;

        public bool Break { get; set; }

        public int Reads => reads;

        public async Task<StandingAnswer> AskAsync(string organisation, CancellationToken ct) => Change(organisation, await inner.AskAsync(organisation, ct));

        public async IAsyncEnumerable<HeldBlock> ReadHeldBlocksAsync(
            string organisation, ulong first, ulong last, [EnumeratorCancellation] CancellationToken ct)
        {
            Interlocked.Increment(ref reads);
            if (Break)
                throw new OrderingUnavailableException(new OutageReason("the stream broke", "中断"));

            await foreach (var block in inner.ReadHeldBlocksAsync(organisation, first, last, ct))
            {
                if (IsSilent(organisation, block.Number))
                    await Task.Delay(Timeout.Infinite, ct);

                yield return block;
            }
        }
    }
}
