using Google.Protobuf;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>C-75 编号未用: a filing, an acceptance, an agreement, an authorisation, an instrument or an exception has a number of its own.</summary>
internal static class NumberUnused
{
    public static readonly Rule C75 = Rule.Reject("C-75", "编号重复", "number used", "registry practice");

    /// <summary>No page stands under the number.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="page">The page of the number.</param>
    /// <param name="name">What the number is called.</param>
    /// <param name="number">The number.</param>
    /// <param name="path">Field of the event that has it.</param>
    public static void Check<T>(Judgement judgement, PageView<T> page, Wording name, string number, string path)
        where T : class, IMessage<T>
    {
        if (page.Body is null)
            return;
        judgement.Fail(
            C75,
            new($"{name.Chinese}{number}已被使用", $"the {name.English} {number} is used already"),
            new("请核对编号，或编排新的编号", "check the number, or take a new one"),
            Labels.InEvent(name, number, path),
            page.Says(new("已有记录", "record that has it"), page.Key));
    }
}
