using System.Collections.Concurrent;

namespace Ledger.Peers;

/// <summary>
/// Asks the other members what they hold that binds this peer: each soon and ever more slowly until it answers, then again
/// every few seconds, for what is signed goes on while this peer waits. Safe for use by several threads.
/// </summary>
internal sealed class StandingInquiry : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly IStandingSource source;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping;
    private readonly AsyncPulse heard = new();
    private readonly ConcurrentDictionary<string, StandingAnswer> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> faults = new(StringComparer.Ordinal);
    private readonly Task asking;

    /// <summary>Begins to ask.</summary>
    /// <param name="source">Asks one member.</param>
    /// <param name="members">The other members.</param>
    /// <param name="time">Times the pauses.</param>
    /// <param name="ct">Ends it.</param>
    public StandingInquiry(IStandingSource source, IReadOnlyCollection<string> members, TimeProvider time, CancellationToken ct)
    {
        this.source = source;
        this.time = time;
        Members = members;
        stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        asking = Task.WhenAll(members.Select(member => Task.Run(() => AskAsync(member, stopping.Token), CancellationToken.None)));
    }

    /// <summary>Who is asked.</summary>
    public IReadOnlyCollection<string> Members { get; }

    /// <summary>The last answer of each member, also of those that fail to answer anew.</summary>
    public IReadOnlyDictionary<string, StandingAnswer> Answers => answers;

    /// <summary>Why a member's answer is lacking, or counts for nothing, by member.</summary>
    public IReadOnlyDictionary<string, string> Faults => faults;

    /// <summary>Members whose silence about a line would say that they do not hold it. Whoever lost what it held cannot say so.</summary>
    public IReadOnlyList<string> Answered => [.. Members.Where(member => answers.TryGetValue(member, out var answer) && !answer.IsRebuilding)];

    /// <summary>Those that have not answered so.</summary>
    public IReadOnlyList<string> Unanswered => [.. Members.Except(Answered, StringComparer.Ordinal)];

    /// <summary>Whether each was asked once at least, with whatever outcome.</summary>
    public bool HasAskedAll => Members.All(member => answers.ContainsKey(member) || faults.ContainsKey(member));

    /// <summary>Completes when a member has answered or failed to; take it before looking.</summary>
    public Task Next => heard.Next;

    /// <summary>Rethrows what ended asking, a fault of the source; nothing else does.</summary>
    public Task ThrowIfEndedAsync() => asking.IsFaulted ? asking : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await asking.ContinueWith(static _ => { }, TaskScheduler.Default);
        stopping.Dispose();
    }

    private async Task AskAsync(string member, CancellationToken ct)
    {
        try
        {
            for (var pause = FirstPause; ; pause = pause + pause < LongestPause ? pause + pause : LongestPause)
            {
                if (await TryAskAsync(member, ct))
                    pause = LongestPause;

                heard.Beat();
                await Task.Delay(pause, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody wants to know any longer.
        }
        finally
        {
            heard.Beat();
        }
    }

    /// <summary>Asks once; true when the answer counts.</summary>
    private async Task<bool> TryAskAsync(string member, CancellationToken ct)
    {
        try
        {
            var answer = answers[member] = await source.AskAsync(member, ct);
            if (answer.IsRebuilding)
            {
                faults[member] = "it is being rebuilt itself";
                return false;
            }

            faults.TryRemove(member, out _);
            return true;
        }
        catch (OrderingUnavailableException e)
        {
            faults[member] = e.Reason.English;
            return false;
        }
    }
}
