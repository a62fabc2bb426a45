using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Ledger.Facts;

namespace Ledger.Departments;

/// <summary>
/// What each member may use of a department: no bank fills its disk, holds all of its watches, or asks for ever what it may not
/// know. A refusal names the quota, what is used and what there is, and what to do.
/// </summary>
internal sealed class MemberQuotas
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(5);

    private readonly DepartmentLimits limits;
    private readonly DailyAllowance refused;
    private readonly DailyAllowance checks;
    private readonly DailyAllowance bytes;
    private readonly DailyAllowance dryRuns;
    private readonly ConcurrentDictionary<string, int> judged = new(StringComparer.Ordinal);
    private readonly Lock opening = new();
    private readonly Dictionary<string, int> openings = new(StringComparer.Ordinal);
    private readonly TimeProvider time;
    private readonly FairQuota watches;
    private readonly FairQuota watchesOfCertificates;

    public MemberQuotas(DepartmentLimits limits, ILedgerMembers members, TimeProvider time)
    {
        this.limits = limits;
        this.time = time;
        Prepared = new(limits.PreparedRecordsPerBank, limits.PreparedBytesPerBank);
        refused = new(limits.RefusedPerDay, time);
        checks = new(limits.ChecksPerDay, time);
        bytes = new(limits.StoredBytesPerDay, time);
        dryRuns = new(limits.DryRunsPerDay, time);
        // Watches are for the department's own clerks and the banks.
        watches = new(limits.Watches, limits.WatchesPerMember, () => 1 + members.Members().Count(member => member.IsBank()));
        watchesOfCertificates = new(int.MaxValue, limits.WatchesPerCertificate, static () => int.MaxValue / 2);
    }

    /// <summary>Acts that wait for their bank's signature.</summary>
    public PreparedRecords Prepared { get; }

    /// <summary>Counts what members used in the day before this start. The department's own clerks are counted for dry runs only.</summary>
    /// <param name="store">Where it was kept.</param>
    /// <param name="department">The department; banks prepare acts in finance alone, so that no other one's records are looked at.</param>
    /// <exception cref="RecordDamagedException">A row cannot be read: nothing of its kind is counted.</exception>
    public void Restore(IRecordStore store, Department department)
    {
        var uses = new UsesOfDay(store, (ulong)(time.GetUtcNow() - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds());
        var checks = uses.Checks().Where(check => check.Row.Organisation != department.Organisation).Select(static check => check.Row).ToList();
        refused.Restore(checks.Where(static check => check.Refused.Length > 0).Select(static check => (check.Organisation, check.TimeMs, 1L)));
        this.checks.Restore(checks.Where(static check => check.Refused.Length == 0).Select(static check => (check.Organisation, check.TimeMs, 1L)));
        dryRuns.Restore(uses.DryRuns().Select(static use => (use.Member, use.TimeMs, 1L)));
        bytes.Restore(checks.Where(static check => check.Refused.Length == 0)
            .Select(static check => (check.Organisation, check.TimeMs, (long)check.Answer.Length + check.Request.Length))
            .Concat(department.Name == DepartmentNames.Finance ? uses.Prepared() : [])
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
            return new(static _ => { });

        var member = caller.Member.Organisation;
        var judged = this.judged.AddOrUpdate(member, 1, static (_, count) => count + 1) - 1;
        if (this.refused.TryTake(member, 1))
            return new(refused => End(member, refused));

        End(member, refused: true);
        throw judged > 0
            ? Full(caller, judged, judged, new("正在审核的查询与准备数", "checks and acts that are being judged"),
                new("请待其完成后重发", "wait until some have come to their end, then send again"))
            : UsedUp(caller, this.refused, new("查询与准备被拒次数", "refused checks and acts"), new("请核对依据", "check on what basis the bank asks"));
    }

    /// <summary>Before a dry run, whose answer tells of the register.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the member's dry runs of the day are used up.</exception>
    public void TakeDryRun(Caller caller)
    {
        if (!dryRuns.TryTake(caller.Member.Organisation, 1))
            throw UsedUp(caller, dryRuns, new("试算次数", "dry runs"), new("请减少试算", "try less often"));
    }

    /// <summary>Before a check is answered: takes the check and the bytes of its request.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the member's checks or bytes of the day are used up.</exception>
    public QuotaHold TakeCheck(Caller caller, long bytes)
    {
        if (caller.Kind == CallerKind.OwnOperator)
            return QuotaHold.None;

        var member = caller.Member.Organisation;
        if (!checks.TryTake(member, 1))
            throw UsedUp(caller, checks, new("查询次数", "checks"), new("请减少查询", "check less often"));

        if (!this.bytes.TryTake(member, bytes))
        {
            checks.GiveBack(member, 1);
            throw BytesUsedUp(caller, bytes);
        }

        return new(
            more => GrowBytes(caller, more),
            (used, held) =>
            {
                if (!used)
                {
                    checks.GiveBack(member, 1);
                    this.bytes.GiveBack(member, held);
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
        if (!this.bytes.TryTake(member, bytes))
            throw BytesUsedUp(caller, bytes);

        if (!Prepared.TryReserve(member, bytes))
        {
            this.bytes.GiveBack(member, bytes);
            throw FullOfPrepared(caller, bytes);
        }

        return new(
            more =>
            {
                GrowBytes(caller, more);
                if (!Prepared.TryGrow(member, more))
                {
                    this.bytes.GiveBack(member, more);
                    throw FullOfPrepared(caller, more);
                }
            },
            (used, held) =>
            {
                Prepared.Settle(member, held, used ? number() : null);
                if (!used)
                    this.bytes.GiveBack(member, held);
            },
            bytes);
    }

    /// <summary>Bytes are kept for a member.</summary>
    public void NoteBytes(Caller caller, long bytes) => this.bytes.Take(caller.Member.Organisation, bytes);

    /// <summary>Before a bank's envelope is taken in: takes a place until it is counted among the open ones.</summary>
    /// <param name="caller">Of the bank.</param>
    /// <param name="open">Counts its records whose fate is open.</param>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many are.</exception>
    public QuotaHold TakeOpen(Caller caller, Func<int> open)
    {
        if (caller.Kind == CallerKind.OwnOperator)
            return QuotaHold.None;

        var member = caller.Member.Organisation;
        int held;
        lock (this.opening)
        {
            // Counted under the lock: whoever gives a place back has become one of the open ones before.
            var opening = openings.GetValueOrDefault(member);
            held = open() + opening;
            if (held < limits.OpenRecordsPerBank)
            {
                openings[member] = opening + 1;
                return new(static _ => { }, (_, _) => EndOpening(member));
            }
        }

        throw Full(caller, held, limits.OpenRecordsPerBank, new("未决记录数", "records whose fate is open"),
            new("请待其完成后重发", "wait until some have come to their end, then send again"));
    }

    /// <summary>Opens a watch; disposing gives it back.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the certificate or the member has all it may have.</exception>
    public IDisposable OpenWatch(Caller caller)
    {
        var name = Convert.ToHexString(caller.Fingerprint);
        if (watchesOfCertificates.HeldBy(name) >= watchesOfCertificates.Most || watchesOfCertificates.TryTake(name) is not { } ofCertificate)
            throw Full(caller, limits.WatchesPerCertificate, limits.WatchesPerCertificate, new("本证书的监视数", "watches of one certificate"), EndWatches);

        var member = caller.Member.Organisation;
        if (watches.TryTake(member) is not { } ofMember)
        {
            ofCertificate.Dispose();
            throw Full(caller, watches.HeldBy(member), watches.Most, new("监视数", "watches"), EndWatches);
        }

        return new Both(ofCertificate, ofMember);
    }

    private static Facts.Wording Submit => new("请签署提交或待其失效", "sign and submit them, or wait until they lapse");

    private static Facts.Wording EndWatches => new("请先关闭部分监视", "end some first");

    private void End(string member, bool refused)
    {
        if (!refused)
            this.refused.GiveBack(member, 1);

        judged.AddOrUpdate(member, 0, static (_, count) => count - 1);
    }

    private void EndOpening(string member)
    {
        lock (opening)
        {
            if (--openings[member] == 0)
                openings.Remove(member);
        }
    }

    private void GrowBytes(Caller caller, long more)
    {
        if (!bytes.TryTake(caller.Member.Organisation, more))
            throw BytesUsedUp(caller, more);
    }

    private RpcException BytesUsedUp(Caller caller, long wanted)
        => UsedUp(caller, bytes, new("保存字节数", "bytes kept"), new("请减少文件与查询", "send fewer documents and checks"), wanted);

    private RpcException FullOfPrepared(Caller caller, long bytes)
    {
        var held = Prepared.HeldBy(caller.Member.Organisation);
        return held.Count >= limits.PreparedRecordsPerBank
            ? Full(caller, held.Count, limits.PreparedRecordsPerBank, new("待签行为数", "acts that wait for the bank's signature"), Submit)
            : Full(caller, held.Bytes + bytes, limits.PreparedBytesPerBank, new("待签行为字节数", "bytes of acts that wait for the bank's signature"), Submit);
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
