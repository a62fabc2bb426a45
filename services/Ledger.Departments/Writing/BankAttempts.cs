using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Acts that a bank asked for without a basis. Each is kept with the checks, where the department and auditors read it: who, when,
/// which unit, and the signed request's hash; nothing of a person. The bank hears one answer, whatever the register says.
/// </summary>
internal sealed class BankAttempts(IRecordStore store, IPageReader pages, TimeProvider time)
{
    /// <summary>Kind of such a row among the checks.</summary>
    public const string Kind = "prepare";

    private const string Rule = "C-68";

    /// <summary>Lets acts pass that have a basis.</summary>
    /// <exception cref="RpcException">FAILED_PRECONDITION: they have none; one answer for all causes.</exception>
    public async Task RequireBasisAsync(SignedRequest signed, IReadOnlyList<BuiltAct> acts, Attempt attempt, CancellationToken ct)
    {
        if (new BankBasis(pages).Holds(acts, signed.Caller.Member.CreditCode))
            return;

        await KeepAsync(signed, acts, attempt, ct);
        var failure = new RuleFailure
        {
            Rule = Rule,
            Severity = "REJECT",
            NameZh = "查询授权与目的一致",
            NameEn = "Query purpose bound",
            MessageZh = "所述行为与登记簿不符，不予准备；原因不予告知。请求未正确写明各单元的登记权利人，或同意所涉合同与本行抵押的单元无关",
            MessageEn =
                "the acts do not fit the register and are not prepared; why is not said: the request does not rightly name registered owners of each unit, or a consent is about no unit of the bank's own mortgage",
            AdviceZh = "请按权利人出示的证件和权属证书填写；本次请求已记录。",
            AdviceEn = "Name the owners as their papers and certificates do; the attempt is kept.",
        };
        throw Statuses.Refuse(StatusCode.FailedPrecondition, $"{Rule}: {failure.MessageEn} | {Rule}：{failure.MessageZh}", failure);
    }

    /// <summary>Tries something whose refusal is an attempt, too: it told of the register, and nothing else is kept of it.</summary>
    public async Task<T> KeepingAsync<T>(SignedRequest signed, IReadOnlyList<BuiltAct> acts, Attempt attempt, Func<T> trial, CancellationToken ct)
    {
        try
        {
            return trial();
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            await KeepAsync(signed, acts, attempt, ct);
            throw;
        }
    }

    private async Task KeepAsync(SignedRequest signed, IReadOnlyList<BuiltAct> acts, Attempt attempt, CancellationToken ct)
    {
        attempt.Refuse();
        store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
        var subjects = acts.SelectMany(act => act.Subjects).ToList();
        await store.AddCheckAsync(
            new CheckRow
            {
                TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                Kind = Kind,
                Organisation = signed.Caller.Member.Organisation,
                Operator = ByteString.CopyFrom(signed.Caller.Fingerprint),
                Method = signed.Method,
                RequestHash = ByteString.CopyFrom(signed.TextHash),
                Signature = ByteString.CopyFrom(signed.Signature),
                UnitCode = subjects.Find(static subject => UnitCode.TryParse(subject, out _, out _)) ?? "",
                Basis = string.Join(", ", subjects.Where(static subject => subject.Contains('/', StringComparison.Ordinal))
                    .Distinct(StringComparer.Ordinal).Take(3)),
                Refused = Rule,
            },
            ct);
    }
}
