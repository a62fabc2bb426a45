using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier.Tests;

public sealed class CheckpointTrailTests
{
    private static readonly Func<ulong, ulong, CancellationToken, Task<IReadOnlyList<byte[]>>> NoProof =
        (_, _, _) => throw new InvalidOperationException("No proof should be asked for.");

    [Fact]
    public async Task The_first_checkpoint_is_taken_and_later_ones_must_continue_it()
    {
        using var ledger = new TestLedger();
        var trail = ledger.Trail();
        ledger.Append([ledger.Entry(Filed())]);
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);
        ledger.Append([ledger.Entry(Filed()), ledger.Entry(Filed())]);

        var verdict = await trail.AcceptAsync(ledger.Note(), null, ledger.FetchAsync, CancellationToken.None);

        Assert.Equal(ledger.Size, verdict.Checkpoint!.Size);
        Assert.Equal(ledger.Size, trail.LatestSize);
    }

    [Fact]
    public async Task A_proof_that_came_along_is_used_and_none_is_asked_for()
    {
        using var ledger = new TestLedger();
        var trail = ledger.Trail();
        ledger.Append([ledger.Entry(Filed())]);
        var first = ledger.Size;
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);
        ledger.Append([ledger.Entry(Filed())]);

        await trail.AcceptAsync(ledger.Note(), new OfferedConsistency(first, ledger.Consistency(first, ledger.Size)), NoProof, CancellationToken.None);

        Assert.Equal(ledger.Size, trail.LatestSize);
    }

    [Fact]
    public async Task An_older_checkpoint_is_joined_but_does_not_become_the_latest()
    {
        using var ledger = new TestLedger();
        ledger.Append([ledger.Entry(Filed())]);
        var older = ledger.Note();
        ledger.Append([ledger.Entry(Filed())]);
        var trail = ledger.Trail();
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);

        await trail.AcceptAsync(older, null, ledger.FetchAsync, CancellationToken.None);
        await trail.AcceptAsync(older, null, NoProof, CancellationToken.None);

        Assert.Equal(ledger.Size, trail.LatestSize);
    }

    [Fact]
    public async Task What_was_remembered_under_keys_that_were_replaced_since_must_still_be_continued()
    {
        using var ledger = new TestLedger();
        using var renewed = new TestLedger("two");
        var entry = ledger.Entry(Filed());
        ledger.Append([entry]);
        renewed.Append([entry]);
        var memory = new AlarmMemory();
        await ledger.Trail(memory).AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);

        // The same log under another key, and a policy that names it.
        var trail = renewed.Trail(memory);
        Assert.Equal(ledger.Size, trail.LatestSize);
        renewed.Append([ledger.Entry(Filed())]);
        await trail.AcceptAsync(renewed.Note(), null, renewed.FetchAsync, CancellationToken.None);
        Assert.Equal(renewed.Size, trail.LatestSize);

        using var parted = new TestLedger("two");
        parted.Append([parted.Entry(Filed("441900A21050000002"))]);
        parted.Append([parted.Entry(Filed("441900A21050000003"))]);
        await Assert.ThrowsAsync<ForkException>(
            () => renewed.Trail(memory).AcceptAsync(parted.Note(), null, parted.FetchAsync, CancellationToken.None));
    }

    [Fact]
    public async Task Two_roots_at_one_size_are_a_fork_kept_with_both_notes()
    {
        using var ledger = new TestLedger();
        using var other = new TestLedger();
        ledger.Append([ledger.Entry(Filed())]);
        other.Append([other.Entry(Filed("441900A21050000002"))]);
        var memory = new AlarmMemory();
        var trail = ledger.Trail(memory);
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);

        var fork = await Assert.ThrowsAsync<ForkException>(() => trail.AcceptAsync(other.Note(), null, NoProof, CancellationToken.None));

        Assert.Equal("checkpoint.fork", fork.Fault.Code);
        var alarm = Assert.Single(memory.Alarms);
        Assert.Equal(ledger.Note().ToString(), alarm.Seen);
        Assert.Equal(other.Note().ToString(), alarm.Shown);
        Assert.Equal(ledger.Note().ToString(), memory.Latest);
    }

    [Fact]
    public async Task A_larger_checkpoint_of_another_history_is_an_alarm_and_not_remembered()
    {
        using var ledger = new TestLedger();
        using var other = new TestLedger();
        ledger.Append([ledger.Entry(Filed())]);
        other.Append([other.Entry(Filed("441900A21050000002"))]);
        other.Append([other.Entry(Filed())]);
        var memory = new AlarmMemory();
        var trail = ledger.Trail(memory);
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);

        var fork = await Assert.ThrowsAsync<ForkException>(() => trail.AcceptAsync(other.Note(), null, other.FetchAsync, CancellationToken.None));

        Assert.Equal("checkpoint.inconsistent", fork.Fault.Code);
        Assert.Single(memory.Alarms);
        Assert.Equal(ledger.Size, trail.LatestSize);
    }

    [Fact]
    public async Task A_history_that_parts_after_an_older_checkpoint_is_a_fork_although_a_proof_from_that_one_came_along()
    {
        using var ledger = new TestLedger();
        using var other = new TestLedger();
        var shared = ledger.Entry(Filed());
        ledger.Append([shared]);
        other.Append([shared]);
        var parting = ledger.Size;
        var memory = new AlarmMemory();
        var trail = ledger.Trail(memory);
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);
        ledger.Append([ledger.Entry(Filed())]);
        await trail.AcceptAsync(ledger.Note(), null, ledger.FetchAsync, CancellationToken.None);
        other.Append([other.Entry(Filed("441900A21050000002"))]);
        other.Append([other.Entry(Filed())]);

        var offered = new OfferedConsistency(parting, other.Consistency(parting, other.Size));
        await Assert.ThrowsAsync<ForkException>(() => trail.AcceptAsync(other.Note(), offered, other.FetchAsync, CancellationToken.None));

        Assert.Single(memory.Alarms);
        Assert.Equal(ledger.Size, trail.LatestSize);
    }

    [Fact]
    public async Task Two_histories_shown_at_once_are_a_fork()
    {
        using var ledger = new TestLedger();
        using var other = new TestLedger();
        var shared = ledger.Entry(Filed());
        ledger.Append([shared]);
        other.Append([shared]);
        var trail = ledger.Trail();
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);
        ledger.Append([ledger.Entry(Filed())]);
        other.Append([other.Entry(Filed("441900A21050000002"))]);
        other.Append([other.Entry(Filed())]);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var waiting = trail.AcceptAsync(
            other.Note(),
            null,
            async (older, newer, token) =>
            {
                await asked.Task;
                return await other.FetchAsync(older, newer, token);
            },
            CancellationToken.None);
        await trail.AcceptAsync(ledger.Note(), null, ledger.FetchAsync, CancellationToken.None);
        asked.SetResult();

        await Assert.ThrowsAsync<ForkException>(() => waiting);
        Assert.Equal(ledger.Size, trail.LatestSize);
    }

    [Fact]
    public async Task One_proof_is_asked_for_however_many_receipts_bring_the_same_new_checkpoint()
    {
        using var ledger = new TestLedger();
        var trail = ledger.Trail();
        ledger.Append([ledger.Entry(Filed())]);
        await trail.AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);
        ledger.Append([ledger.Entry(Filed())]);
        var note = ledger.Note();
        var count = 0;
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<IReadOnlyList<byte[]>> FetchAsync(ulong older, ulong newer, CancellationToken token)
        {
            count++;
            await answer.Task;
            return await ledger.FetchAsync(older, newer, token);
        }

        var calls = Enumerable.Range(0, 8).Select(_ => trail.AcceptAsync(note, null, FetchAsync, CancellationToken.None)).ToList();
        answer.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(1, count);
        Assert.Equal(ledger.Size, trail.LatestSize);
    }

    [Fact]
    public async Task A_checkpoint_without_the_quorum_is_refused()
    {
        using var ledger = new TestLedger();
        ledger.Append([ledger.Entry(Filed())]);
        var trail = ledger.Trail();

        await Assert.ThrowsAsync<UntrustedReplyException>(() => trail.AcceptAsync(ledger.Note(signing: 2), null, NoProof, CancellationToken.None));

        Assert.Null(trail.Latest);
    }

    [Fact]
    public async Task A_checkpoint_of_another_log_key_is_refused()
    {
        using var ledger = new TestLedger();
        using var foreign = new TestLedger("two");
        foreign.Append([foreign.Entry(Filed())]);

        await Assert.ThrowsAsync<UntrustedReplyException>(() => ledger.Trail().AcceptAsync(foreign.Note(), null, NoProof, CancellationToken.None));
    }

    [Fact]
    public async Task A_new_process_goes_on_from_the_checkpoint_remembered()
    {
        using var ledger = new TestLedger();
        using var other = new TestLedger();
        var memory = new AlarmMemory();
        ledger.Append([ledger.Entry(Filed())]);
        other.Append([other.Entry(Filed("441900A21050000002"))]);
        await ledger.Trail(memory).AcceptAsync(ledger.Note(), null, NoProof, CancellationToken.None);

        var restarted = ledger.Trail(memory);

        Assert.Equal(ledger.Size, restarted.LatestSize);
        await Assert.ThrowsAsync<ForkException>(() => restarted.AcceptAsync(other.Note(), null, NoProof, CancellationToken.None));
    }

    private static ContractFiled Filed(string number = "441900A21050000001") => new() { Act = new Act(), ContractNumber = number };
}
