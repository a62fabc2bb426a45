using System.Globalization;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Whether the time of an envelope can be taken in now, and whether signing it anew would help: a unit whose last event is
/// dated ahead of the clock takes nothing before that time, and a clock that is not right is not mended by signatures.
/// </summary>
internal sealed class SigningTime(Peer peer, TimeProvider time)
{
    private ulong NowMs => (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Why an envelope is not submitted yet, and until when; null to submit it.</summary>
    /// <param name="envelope">Dated at its signing, never before the last event of its units.</param>
    /// <param name="tolerance">How far a clock may be off.</param>
    public (OutageReason Reason, ulong UntilMs)? WaitFor(StoredEnvelope envelope, TimeSpan tolerance) => WaitFor(TimeOf(envelope), tolerance);

    /// <summary>Why what is dated so can't be taken in yet, and until when; null when it can.</summary>
    /// <param name="dated">Its time, ms since the epoch.</param>
    /// <param name="tolerance">How far a clock may be off.</param>
    public (OutageReason Reason, ulong UntilMs)? WaitFor(ulong dated, TimeSpan tolerance)
    {
        return dated > NowMs + Ms(tolerance)
            ? (new(
                $"the last event of its units is dated {Text(dated)}, ahead of the clock, and nothing can follow it before then",
                $"所涉单元的最近一次登记时间为 {Text(dated)}，晚于当前时钟，此前不能办理"), dated)
            : null;
    }

    /// <summary>Why a stale envelope is not signed anew, and until when; null to sign it.</summary>
    /// <param name="envelope">The envelope that was refused.</param>
    /// <param name="verdict">Why.</param>
    /// <param name="tolerance">How far a clock may be off.</param>
    /// <param name="latestMs">What the new one may not be dated before.</param>
    public (OutageReason Reason, ulong UntilMs)? WaitFor(StoredEnvelope envelope, Verdict verdict, TimeSpan tolerance, out ulong latestMs)
    {
        latestMs = 0;
        if (peer.Clock is { Own.IsRight: false, Reason: { } clock })
            return (clock, 0);

        var now = NowMs;
        var finding = verdict.Findings.First(f => f.Refuses);
        if (verdict.Findings.Any(f => f.Rule == ChainRules.SealTime))
        {
            // Ordering asks for no more than its own newest seal, which this node's peer holds as well.
            var until = peer.Head.TimeMs - Math.Min(peer.Head.TimeMs, EnvelopeJudge.SealToleranceMs);
            return until > now ? (Told(finding), until) : null;
        }

        var pages = verdict.Reads.Where(read => read.Page is not null).ToList();
        var named = pages.Select(read => Page.Parser.ParseFrom(read.Page).TimeMs).ToList();
        // A page named by whoever orders dates nothing that is signed here, unless this peer holds it too or it is no later
        // than a clock may be off.
        latestMs = pages.Select(read => peer.Reader.ReadPage(read.Key) is { } held ? Page.Parser.ParseFrom(held).TimeMs : 0)
            .Concat(named.Where(pageMs => pageMs <= now + Ms(tolerance)))
            .DefaultIfEmpty()
            .Max();
        var next = Math.Max(now, latestMs);
        var dated = TimeOf(envelope);
        var isYoung = dated <= now && now - dated <= Ms(tolerance);
        return verdict.Findings.Any(f => f.Rule == ChainRules.Time)
            ? named.DefaultIfEmpty().Max() > next ? (Told(finding), 0) : null
            : isYoung && next - dated <= Ms(tolerance) ? (Told(finding), 0) : null;
    }

    /// <summary>The refusal in its own words, with the values that disagree.</summary>
    private static OutageReason Told(Finding finding)
    {
        var values = string.Join(", ", finding.Values.Select(value => $"{value.Label} {value.Value}"));
        return new(
            $"{finding.MessageEn.TrimEnd('.')} ({values}); nothing is signed anew while that would not help. {finding.AdviceEn.TrimEnd('.')}",
            $"{finding.MessageZh.TrimEnd('。')}（{values}）；重新签名无济于事，暂不重签。{finding.AdviceZh.TrimEnd('。')}");
    }

    private static ulong Ms(TimeSpan span) => (ulong)(span.Ticks / TimeSpan.TicksPerMillisecond);

    private static ulong TimeOf(StoredEnvelope envelope) => Payload.Parser.ParseFrom(Envelope.Parser.ParseFrom(envelope.Bytes).Payload).TimeMs;

    private static string Text(ulong ms) => string.Create(
        CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds((long)ms).ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm:ss} UTC+8");
}
