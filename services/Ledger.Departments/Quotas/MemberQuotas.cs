using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Ledger.Departments.Access;
using Ledger.Departments.Refusals;
using Ledger.Facts;

namespace Ledger.Departments.Quotas;

/// <summary>
/// What each member may use of a department: no bank fills its disk, holds all of its watches, or asks for ever what it may not
/// know. A refusal names the quota, what is used and what there is, and what to do.
/// </summary>
internal sealed class MemberQuotas
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(5);

    private readonly DepartmentLimits _limits;
    private readonly DailyAllowance _refused;
    private readonly DailyAllowance _checks;
    private readonly DailyAllowance _bytes;
    private readonly DailyAllowance _dryRuns;
    private readonly ConcurrentDictionary<string, int> _judged = new(StringComparer.Ordinal);
    private readonly FairQuota _watches;
    private readonly FairQuota _watchesOfCertificates;

    public MemberQuotas(DepartmentLimits limits, ILedgerMembers members, TimeProvider time)
    {
        _limits = limits;
        _refused = new(limits.RefusedPerDay, time);
        _checks = new(limits.ChecksPerDay, time);
        _bytes = new(limits.StoredBytesPerDay, time);
        _dryRuns = new(limits.DryRunsPerDay, time);
        // Watches are for the department's own clerks and the banks.
        _watches = new(limits.Watches, limits.WatchesPerMember, () => 1 + members.Members().Count(member => member.IsBank()));
        _watchesOfCertificates = new(int.MaxValue, limits.WatchesPerCertificate, static () => int.MaxValue / 2);
    }

    /// <summary>Acts that wait for their bank's signature.</summary>
    public PreparedRecords Prepared { get; } = new();

    /// <summary>
    /// Before something is asked that may be refused: whoever was refused too often is not even told. What is being judged counts as
    /// refused until it ends otherwise.
    /// </summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the member's refusals of the day are used up, or held by what is being judged.</exception>
    public Attempt Begin(Caller caller)
    {
        if (caller.Kind == CallerKind.OwnOperator)
        {
            return new(static _ => { });
        }

        var member = caller.Member.Organisation;
        var judged = _judged.AddOrUpdate(member, 1, static (_, count) => count + 1) - 1;
        if (_refused.TryTake(member, 1))
        {
            return new(refused => End(member, refused));
        }

        End(member, refused: true);
        throw judged > 0
            ? Full(caller, judged, judged, new("正在审核的查询与准备数", "checks and acts that are being judged"), new("请待其完成后重发", "wait until some have come to their end, then send again"))
            : UsedUp(caller, _refused, new("查询与准备被拒次数", "refused checks and acts"), new("请核对依据", "check on what basis the bank asks"));
    }

    /// <summary>Before a dry run, whose answer tells of the register.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the member's dry runs of the day are used up.</exception>
    public void TakeDryRun(Caller caller)
    {
        if (!_dryRuns.TryTake(caller.Member.Organisation, 1))
        {
            throw UsedUp(caller, _dryRuns, new("试算次数", "dry runs"), new("请减少试算", "try less often"));
        }
    }

    /// <summary>Before a check is answered.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the member's checks or bytes of the day are used up.</exception>
    public void RequireCheck(Caller caller)
    {
        if (caller.Kind == CallerKind.OwnOperator)
        {
            return;
        }

        if (_checks.Left(caller.Member.Organisation) < 1)
        {
            throw UsedUp(caller, _checks, new("查询次数", "checks"), new("请减少查询", "check less often"));
        }

        RequireBytes(caller);
    }

    /// <summary>A check was answered with so many bytes, which are kept.</summary>
    public void NoteCheck(Caller caller, long bytes)
    {
        _checks.Take(caller.Member.Organisation, 1);
        NoteBytes(caller, bytes);
    }

    /// <summary>Before acts are prepared for a bank.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many wait for its signature, or its bytes of the day are used up.</exception>
    public void RequirePrepared(Caller caller, long bytes)
    {
        RequireBytes(caller);
        var held = Prepared.HeldBy(caller.Member.Organisation);
        if (held.Count >= _limits.PreparedRecordsPerBank)
        {
            throw Full(caller, held.Count, _limits.PreparedRecordsPerBank, new("待签行为数", "acts that wait for the bank's signature"), Submit);
        }

        if (held.Bytes + bytes > _limits.PreparedBytesPerBank)
        {
            throw Full(caller, held.Bytes + bytes, _limits.PreparedBytesPerBank, new("待签行为字节数", "bytes of acts that wait for the bank's signature"), Submit);
        }
    }

    /// <summary>Bytes are kept for a member.</summary>
    public void NoteBytes(Caller caller, long bytes) => _bytes.Take(caller.Member.Organisation, bytes);

    /// <summary>Before a bank's envelope is taken in.</summary>
    /// <param name="caller">Of the bank.</param>
    /// <param name="open">Its records whose fate is open.</param>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many are.</exception>
    public void RequireOpen(Caller caller, int open)
    {
        if (caller.Kind != CallerKind.OwnOperator && open >= _limits.OpenRecordsPerBank)
        {
            throw Full(caller, open, _limits.OpenRecordsPerBank, new("未决记录数", "records whose fate is open"), new("请待其完成后重发", "wait until some have come to their end, then send again"));
        }
    }

    /// <summary>Opens a watch; disposing gives it back.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the certificate or the member has all it may have.</exception>
    public IDisposable OpenWatch(Caller caller)
    {
        var name = Convert.ToHexString(caller.Fingerprint);
        if (_watchesOfCertificates.HeldBy(name) >= _watchesOfCertificates.Most || _watchesOfCertificates.TryTake(name) is not { } ofCertificate)
        {
            throw Full(caller, _limits.WatchesPerCertificate, _limits.WatchesPerCertificate, new("本证书的监视数", "watches of one certificate"), EndWatches);
        }

        var member = caller.Member.Organisation;
        if (_watches.TryTake(member) is not { } ofMember)
        {
            ofCertificate.Dispose();
            throw Full(caller, _watches.HeldBy(member), _watches.Most, new("监视数", "watches"), EndWatches);
        }

        return new Both(ofCertificate, ofMember);
    }

    private static Facts.Wording Submit => new("请签署提交或待其失效", "sign and submit them, or wait until they lapse");

    private static Facts.Wording EndWatches => new("请先关闭部分监视", "end some first");

    private void End(string member, bool refused)
    {
        if (!refused)
        {
            _refused.GiveBack(member, 1);
        }

        _judged.AddOrUpdate(member, 0, static (_, count) => count - 1);
    }

    private void RequireBytes(Caller caller)
    {
        if (_bytes.Left(caller.Member.Organisation) < 1)
        {
            throw UsedUp(caller, _bytes, new("保存字节数", "bytes kept"), new("请减少文件与查询", "send fewer documents and checks"));
        }
    }

    // For ever the same to be refused: the caller is not asked to try again at once.
    private static RpcException UsedUp(Caller caller, DailyAllowance quota, Facts.Wording what, Facts.Wording advice)
    {
        var minutes = (quota.Wait(caller.Member.Organisation).Ticks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
        return Statuses.Refuse(
            StatusCode.ResourceExhausted,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Quota of {what.English}: member {caller.Member.Organisation} has used up {quota.PerDay} a day; nothing was kept. Again in {minutes} minutes; {advice.English}. | 配额（{what.Chinese}）：成员 {caller.Member.Organisation} 已用尽每日 {quota.PerDay}；未作保存。{minutes} 分钟后可再试；{advice.Chinese}。"),
            Violation(caller, what));
    }

    private static RpcException Full(Caller caller, long held, long most, Facts.Wording what, Facts.Wording advice) => Statuses.Refuse(
        StatusCode.ResourceExhausted,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Quota of {what.English}: member {caller.Member.Organisation} has {held}, of at most {most}; nothing was kept. {char.ToUpperInvariant(advice.English[0])}{advice.English[1..]}. | 配额（{what.Chinese}）：成员 {caller.Member.Organisation} 已有 {held}，至多 {most}；未作保存。{advice.Chinese}。"),
        Violation(caller, what),
        new Google.Rpc.RetryInfo { RetryDelay = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(SoonAgain) });

    private static Google.Rpc.QuotaFailure Violation(Caller caller, Facts.Wording what) => new()
    {
        Violations = { new Google.Rpc.QuotaFailure.Types.Violation { Subject = caller.Member.Organisation, Description = what.English } },
    };

    private sealed class Both(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
