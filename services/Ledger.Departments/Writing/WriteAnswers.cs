using System.Globalization;
using Google.Protobuf.Collections;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Answers to writes, in words, and what a caller's header asks of them.</summary>
internal static class WriteAnswers
{
    /// <summary>Metadata that names the tree size the caller last verified.</summary>
    public const string VerifiedSizeHeader = "ledger-verified-size";

    /// <summary>The acts do not fit into one entry.</summary>
    public static RpcException TooLarge(int bytes)
    {
        var faults = new InputFaults();
        faults.Add("acts", $"信封约{bytes}字节，超过{EntryCodec.MaxBytes}字节", $"the envelope would have about {bytes} bytes",
            $"at most {EntryCodec.MaxBytes} bytes; split the acts");
        return faults.ToException();
    }

    /// <summary>A prepared act was not submitted in time.</summary>
    public static RpcException Lapsed(long number) => Statuses.Refuse(
        StatusCode.FailedPrecondition, $"Record {number} lapsed before the bank submitted it; prepare the act again. | 该行为在银行提交前已失效，请重新准备。");

    /// <summary>Tree size that the caller last verified; null when it names none.</summary>
    public static ulong? VerifiedSize(ServerCallContext call)
    {
        if (call.RequestHeaders.GetValue(VerifiedSizeHeader) is not { } text)
            return null;

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return size;

        var faults = new InputFaults();
        faults.Add(VerifiedSizeHeader, "应为十进制的树大小", "it is no decimal tree size", "digits only");
        throw faults.ToException();
    }

    /// <summary>Failed rules as the caller may see them.</summary>
    public static IEnumerable<RuleFailure> Shown(IEnumerable<RuleFailure> failures, ServerCallContext call) =>
        ShownFailures.For(AccessInterceptor.CallerOf(call), failures);

    /// <summary>A record was refused by rules.</summary>
    public static RpcException Refused(long number, RepeatedField<RuleFailure> failures, ServerCallContext call)
    {
        var rules = string.Join(", ", failures.Select(f => f.Rule).Distinct(StringComparer.Ordinal));
        var first = failures.Count > 0 ? failures[0] : null;
        return Statuses.Refuse(
            StatusCode.FailedPrecondition,
            $"Record {number} is refused by {rules}: {first?.MessageEn} | 记录 {number} 被规则 {rules} 拒绝：{first?.MessageZh}",
            Shown(failures, call));
    }
}
