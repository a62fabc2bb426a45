using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-01 单元号一致: contract, assessment, application and mortgage contract name the same units.</summary>
internal static class SameUnits
{
    public static readonly Rule C01 = Rule.Reject("C-01", "单元号一致", "same unit everywhere", "北京优化营商环境条例 49");

    public static void Check<T>(Judgement judgement, IEnumerable<string> stated, string path, PageView<T> page, IEnumerable<string> known)
        where T : class, Google.Protobuf.IMessage<T>
    {
        var (left, right) = (stated.ToList(), known.ToList());
        if (left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return;
        judgement.Fail(
            C01,
            new("单元号与合同不一致", "the units are not those of the contract"),
            new("请按合同列明的全部单元办理", "name every unit of the contract and no other"),
            Labels.InEvent(UnitCode.Name, string.Join(", ", left), path),
            page.Says(UnitCode.Name, string.Join(", ", right)));
    }
}
