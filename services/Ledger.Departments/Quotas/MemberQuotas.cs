using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Ledger.Departments.Access;
using Ledger.Departments.Records;
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
    private readonly Lock _opening = new();
    private readonly Dictionary<string, int> _openings = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly FairQuota _watches;
    private readonly FairQuota _watchesOfCertificates;

    public MemberQuotas(DepartmentLimits limits, ILedgerMembers members, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        Prepared = new(limits.PreparedRecordsPerBank, limits.PreparedBytesPerBank);
        _refused = new(limits.RefusedPerDay, time);
        _checks = new(limits.ChecksPerDay, time);
        _bytes = new(limits.StoredBytesPerDay, time);
        _dryRuns = new(limits.DryRunsPerDay, time);
        // Watches are for the department's own clerks and the banks.
        _watches = new(limits.Watches, limits.WatchesPerMember, () => 1 + members.Members().Count(member => member.IsBank()));
        _watchesOfCertificates = new(int.MaxValue, limits.WatchesPerCertificate, static () => int.MaxValue / 2);
    }

    /// <summary>Acts that wait for their bank's signature.</summary>
    public PreparedRecords Prepared { get; }

    /// <summary>Counts what members used in the day before this start. The department's own clerks are counted for dry runs only.</summary>
    /// <param name="store">Where it was kept.</param>
    /// <param name="own">The department's organisation.</param>
    /// <exception cref="RecordDamagedException">A row cannot be read: nothing of its kind is counted.</exception>
    public void Restore(IRecordStore store, string own)
    {
        var uses = new UsesOfDay(store, (ulong)(_time.GetUtcNow() - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds());
        var checks = uses.Checks().Where(check => check.Row.Organisation != own).Select(static check => check.Row).ToList();
        _refused.Restore(checks.Where(static check => check.Refused.Length > 0).Select(static check => (check.Organisation, check.TimeMs, 1L)));
        _checks.Restore(checks.Where(static check => check.Refused.Length == 0).Select(static check => (check.Organisation, check.TimeMs, 1L)));
        _dryRuns.Restore(uses.DryRuns().Select(static use => (use.Member, use.TimeMs, 1L)));
        _bytes.Restore(checks.Where(static check => check.Refused.Length == 0).Select(static check => (check.Organisation, check.TimeMs, (long)check.Answer.Length + check.Request.Length))
            .Concat(uses.Prepared())
            .OrderBy(static use => use.TimeMs));
    }

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

    /// <summary>Before a check is answered: takes the check and the bytes of its request.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the member's checks or bytes of the day are used up.</exception>
    public QuotaHold TakeCheck(Caller caller, long bytes)
    {
        if (caller.Kind == CallerKind.OwnOperator)
        {
            return QuotaHold.None;
        }

        var member = caller.Member.Organisation;
        if (!_checks.TryTake(member, 1))
        {
            throw UsedUp(caller, _checks, new("查询次数", "checks"), new("请减少查询", "check less often"));
        }

        if (!_bytes.TryTake(member, bytes))
        {
            _checks.GiveBack(member, 1);
            throw BytesUsedUp(caller, bytes);
        }

        return new(
            more => GrowBytes(caller, more),
            (used, held) =>
            {
                if (!used)
                {
                    _checks.GiveBack(member, 1);
                    _bytes.GiveBack(member, held);
                }
            },
            bytes);
    }

    /// <summary>Before acts are prepared for a bank: takes a place among those that wait for its signature, and the bytes of the request.</summary>
    /// <param name="caller">Of the bank.</param>
    /// <param name="bytes">Bytes of the request; what is kept may be more (<see cref="QuotaHold.GrowTo"/>).</param>
    /// <param name="number">Told at the end: the record that was kept.</param>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many wait for its signature, or its bytes of the day are used up.</exception>
    public QuotaHold TakePrepared(Caller caller, long bytes, Func<long?> number)
    {
        var member = caller.Member.Organisation;
        if (!_bytes.TryTake(member, bytes))
        {
            throw BytesUsedUp(caller, bytes);
        }

        if (!Prepared.TryReserve(member, bytes))
        {
            _bytes.GiveBack(member, bytes);
            throw FullOfPrepared(caller, bytes);
        }

        return new(
            more =>
            {
                GrowBytes(caller, more);
                if (!Prepared.TryGrow(member, more))
                {
                    _bytes.GiveBack(member, more);
                    throw FullOfPrepared(caller, more);
                }
            },
            (used, held) =>
            {
                Prepared.Settle(member, held, used ? number() : null);
                if (!used)
                {
                    _bytes.GiveBack(member, held);
                }
            },
            bytes);
    }

    /// <summary>Bytes are kept for a member.</summary>
    public void NoteBytes(Caller caller, long bytes) => _bytes.Take(caller.Member.Organisation, bytes);

    /// <summary>Before a bank's envelope is taken in: takes a place until it is counted among the open ones.</summary>
    /// <param name="caller">Of the bank.</param>
    /// <param name="open">Counts its records whose fate is open.</param>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many are.</exception>
    public QuotaHold TakeOpen(Caller caller, Func<int> open)
    {
        if (caller.Kind == CallerKind.OwnOperator)
        {
            return QuotaHold.None;
        }

        var member = caller.Member.Organisation;
        int held;
        lock (_opening)
        {
            // Counted under the lock: whoever gives a place back has become one of the open ones before.
            var opening = _openings.GetValueOrDefault(member);
            held = open() + opening;
            if (held < _limits.OpenRecordsPerBank)
            {
                _openings[member] = opening + 1;
                return new(static _ => { }, (_, _) => EndOpening(member));
            }
        }

        throw Full(caller, held, _limits.OpenRecordsPerBank, new("未决记录数", "records whose fate is open"), new("请待其完成后重发", "wait until some have come to their end, then send again"));
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

    private void EndOpening(string member)
    {
        lock (_opening)
        {
            if (--_openings[member] == 0)
            {
                _openings.Remove(member);
            }
        }
    }

    private void GrowBytes(Caller caller, long more)
    {
        if (!_bytes.TryTake(caller.Member.Organisation, more))
        {
            throw BytesUsedUp(caller, more);
        }
    }

    private RpcException BytesUsedUp(Caller caller, long wanted)
        => UsedUp(caller, _bytes, new("保存字节数", "bytes kept"), new("请减少文件与查询", "send fewer documents and checks"), wanted);

    private RpcException FullOfPrepared(Caller caller, long bytes)
    {
        var held = Prepared.HeldBy(caller.Member.Organisation);
        return held.Count >= _limits.PreparedRecordsPerBank
            ? Full(caller, held.Count, _limits.PreparedRecordsPerBank, new("待签行为数", "acts that wait for the bank's signature"), Submit)
            : Full(caller, held.Bytes + bytes, _limits.PreparedBytesPerBank, new("待签行为字节数", "bytes of acts that wait for the bank's signature"), Submit);
    }

    // For ever the same to be refused: the caller is not asked to try again at once.
    private static RpcException UsedUp(Caller caller, DailyAllowance quota, Facts.Wording what, Facts.Wording advice, long wanted = 1)
    {
        var minutes = (quota.Wait(caller.Member.Organisation, wanted).Ticks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
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
