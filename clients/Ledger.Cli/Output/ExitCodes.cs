using Ledger.Client;
using Ledger.Facts;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>Exit codes in words, and which one a fault or an outcome gives.</summary>
internal static class ExitCodes
{
    /// <summary>Every code with its meaning, in order.</summary>
    public static IReadOnlyList<(ExitCode Code, Wording Meaning)> All { get; } =
    [
        (ExitCode.Ok, new("成功；查验结果清洁", "done; of a check: clean")),
        (ExitCode.Fault, new("其他故障", "another fault")),
        (ExitCode.Usage, new("命令行有误", "the command line is wrong")),
        (ExitCode.Refused, new("规则拒绝", "refused by rules")),
        (ExitCode.Input, new("输入有误，或所指对象不存在", "the input is wrong, or names what does not exist")),
        (ExitCode.Access, new("无权访问", "no access")),
        (ExitCode.Unreachable, new("服务或其排序无响应或繁忙", "the service or its ordering does not answer or is busy")),
        (ExitCode.Ordered, new("已排序，法定数未达；草稿保留", "ordered, the quorum is outstanding; the draft stays open")),
        (ExitCode.Untrusted, new("答复未通过验证", "the answer does not verify")),
        (ExitCode.File, new("文件无法使用", "a file cannot be used")),
        (ExitCode.Encumbered, new("有负担（含自旧簿迁移而未经核验者）", "encumbered, also when taken over from the old book, not verified")),
        (ExitCode.Migrated, new("自旧簿迁移，未经核验", "taken over from the old book, not verified")),
        (ExitCode.NotOpened, new("本账本无记载，旧簿不明", "nothing recorded here, old book unknown")),
        (ExitCode.NotLive, new("产权已成历史或终止", "the title is historic or has ended")),
        (ExitCode.Invalid, new("证据无效", "the evidence is invalid")),
        (ExitCode.Stale, new("清洁，但证据过旧", "clean, but the evidence is too old")),
        (ExitCode.Diverged, new("重放结果与签名不符，或两个账本不同", "the replay does not reach what was signed, or two ledgers differ")),
        (ExitCode.Alarm, new("警报：有密钥签署了两个根，须告知所有成员", "ALARM: a key signed two roots; to be shown to every member")),
        (ExitCode.RecordsMissing, new("所问部门的记录库缺少其已上账本的信封", "the department asked lacks records of its own envelopes on the ledger")),
        (ExitCode.Cancelled, new("已取消", "cancelled")),
    ];

    /// <summary>The code of a fault.</summary>
    public static ExitCode Of(LedgerException fault) => fault switch
    {
        RefusedException => ExitCode.Refused,
        InputException or RemoteException { Code: Grpc.Core.StatusCode.NotFound } => ExitCode.Input,
        AccessException => ExitCode.Access,
        UnavailableException or BusyException => ExitCode.Unreachable,
        UntrustedReplyException => ExitCode.Untrusted,
        ProfileException or BookException or FileFault or CertificateFaultException => ExitCode.File,
        _ => ExitCode.Fault,
    };

    /// <summary>The code of a verified certificate: only clean and fresh is 0.</summary>
    public static ExitCode Of(CertificateReport report) => report.Outcome switch
    {
        CertificateOutcome.Clean => report.IsStale ? ExitCode.Stale : ExitCode.Ok,
        CertificateOutcome.Encumbered => ExitCode.Encumbered,
        CertificateOutcome.Migrated => ExitCode.Migrated,
        CertificateOutcome.NotOpened => ExitCode.NotOpened,
        CertificateOutcome.NotLive => ExitCode.NotLive,
        _ => ExitCode.Invalid,
    };
}
