using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-02 与权籍一致: a unit's code stands for one unit of the cadastre, whose internal number the house table has by its hash; whatever
/// comes later of the unit states the same.
/// </summary>
internal static class SameCadastre
{
    public static readonly Rule C02 = Rule.Reject("C-02", "与权籍一致", "same as in the cadastre", "不动产登记暂行条例");

    private static readonly Wording Hash = new("权籍内部编号（校验值）", "cadastral number, hashed");

    /// <summary>Checks a unit against its row of the house table; nothing where the table has no number.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="house">The row.</param>
    /// <param name="cadastralId">Hash that the event states.</param>
    /// <param name="path">Its field.</param>
    public static void Check(Judgement judgement, PageView<HousePage> house, ByteString cadastralId, string path)
    {
        if (house.Body is not { CadastralId.Length: > 0 } page || page.CadastralId.Equals(cadastralId))
            return;
        judgement.Fail(
            C02,
            new($"单元{page.UnitCode}与权籍调查成果不是同一单元", $"unit {page.UnitCode} is not the unit of the cadastre that the house table has under this code"),
            new("请核对单元代码与权籍内部编号", "check the unit code and the cadastral number"),
            Labels.InEvent(Hash, Text(cadastralId), path),
            house.Says(Hash, Text(page.CadastralId)));
    }

    private static string Text(ByteString hash) => hash.IsEmpty ? Labels.Absent : Convert.ToHexStringLower(hash.Span)[..16] + "…";
}
