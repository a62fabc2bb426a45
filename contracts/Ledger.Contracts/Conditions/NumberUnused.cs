using Google.Protobuf;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>C-75 编号重复: a number that an office gives one paper stands for no other.</summary>
internal static class NumberUnused
{
    public static readonly Rule C75 = Rule.Reject("C-75", "编号重复", "number used", "registry practice");

    /// <summary>Nothing stands under the number yet.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="page">The page that its paper would have.</param>
    /// <param name="name">What the number is.</param>
    /// <param name="number">The number.</param>
    /// <param name="path">Its field.</param>
    public static void Check<T>(Judgement judgement, PageView<T> page, Wording name, string number, string path)
        where T : class, IMessage<T>
    {
        if (page.Body is null)
            return;
        judgement.Fail(
            C75,
            new($"{name.Chinese}{number}已使用", $"the {name.English} {number} is used already"),
            new("请核对编号，或使用新的编号", "check the number, or take a new one"),
            Labels.InEvent(name, number, path),
            page.Says(name, number));
    }
}
